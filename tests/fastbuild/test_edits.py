"""Words that were edited, without Pelican; whatever else changed is handed over."""

from types import SimpleNamespace

import pytest

from plugins.common.html import trusted_html
from plugins.fastbuild import edits
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.state import BuildSettings
from plugins.fastbuild.summaries import ArticleSource, pack, unpack
from plugins.pictures import plan
from plugins.pictures.facts import PictureFacts
from plugins.views.model import PictureView
from tests.markdown.documents import settings


def build_settings(markdown):
    return BuildSettings("id", "Europe/Paris", 50, 500, 10, None, markdown=markdown, formatted=("summary",))


SETTINGS = build_settings(settings())
HEADER = {"title": ["Un"], "tags": ["a"]}
HEAD = "Title: Un\nTags: a\n\n"
LINK = "{filename}deux.md"
SOURCE = ArticleSource(HEADER, {LINK: "/post/deux/"}, False, {}, "fr")


@pytest.fixture
def cached():
    """An article with a link to another, and its view, packed."""
    old = {"title": "Un", "content": "", "summary": trusted_html("<p>Écrit.</p>"), "toc": (), "picture": None}
    view = {name: pack(value) for name, value in old.items()}
    return SimpleNamespace(source=SOURCE, view=view)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "un.md"
    path.write_text(f"{HEAD}« Neuf » : [deux]({LINK}).\n\n## Un\n\n## Deux\n\n### Trois\n", encoding="utf-8")
    return path


def told(view):
    return {name: unpack(value) for name, value in view.items()}


def test_all_that_comes_of_the_words_is_new(cached, path):
    view = told(edits.edited(cached, path.parent, path.name, SETTINGS))
    assert view["content"].startswith('<p>«\u00a0Neuf\u00a0»\u00a0: <a href="/post/deux/">deux</a>.</p>\n<h2')
    assert view["summary"] == view["description"] == "«\u00a0Neuf\u00a0»\u00a0: deux."
    assert view["reading_minutes"] == 1
    assert [heading.text for heading in view["toc"]] == ["Un", "Deux", "Trois"]
    assert view["title"] == "Un", "the rest is as it was"


def test_a_summary_that_somebody_wrote_stays(cached, path):
    cached.source = SOURCE._replace(is_summarised=True)
    view = told(edits.edited(cached, path.parent, path.name, SETTINGS))
    assert view["summary"] == "<p>Écrit.</p>"
    assert view["description"] == "Écrit."


def test_a_long_text_takes_longer(cached, path):
    path.write_text(f"{HEAD}[deux]({LINK}) {'mot ' * 1500}", encoding="utf-8")
    assert told(edits.edited(cached, path.parent, path.name, SETTINGS))["reading_minutes"] > 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"Title: Deux\nTags: a\n\n[deux]({LINK})", "the header of .* changed"),
        (f"Title: Un\n\n[deux]({LINK})", "the header of .* changed"),
        (f"{HEAD}Sans lien.", "other files beside it, or"),
        (
            f"{HEAD}[deux]({LINK}), [trois]({{filename}}trois.md)",
            "other files beside it, or",
        ),
        (f"{HEAD}[deux]({LINK}) ![](a.png)", "other pictures"),
        (f"{HEAD}[deux]({LINK}) <b style='color: red'>rouge</b>", "shows what may not be let through"),
        (f"{HEAD}[deux]({LINK}) <b>gras", "shows what may not be let through"),
        (f"{HEAD}[deux]({LINK}) <img src='a.png' alt=''>", "other pictures"),
    ],
)
def test_more_than_words_is_handed_over(cached, path, text, reason):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NeedsFullBuild, match=reason):
        edits.edited(cached, path.parent, path.name, SETTINGS)


def test_a_file_beside_it_leads_where_it_led(cached, path):
    cached.source = SOURCE._replace(links={"a b.pdf": "/post/un/a%20b.pdf"})
    path.with_name("a b.pdf").touch()
    path.write_text(f"{HEAD}[a](<a b.pdf>)")
    html = told(edits.edited(cached, path.parent, path.name, SETTINGS))["content"]
    assert html == '<p><a href="/post/un/a%20b.pdf">a</a></p>'
    path.with_name("a b.pdf").rename(path.with_name("c.pdf"))
    with pytest.raises(NeedsFullBuild, match="files beside it"):
        edits.edited(cached, path.parent, path.name, SETTINGS)


FACTS = PictureFacts("0" * 32, "photo", 500, 400, "jpg")


def test_words_around_a_picture(cached, path):
    """And those below it; without a look at it."""
    cached.source = SOURCE._replace(links={}, pictures={"a.jpg": (tuple(FACTS), 0)})
    cached.view["picture"] = pack(PictureView(plan.card(FACTS).name, 500, 262, "Un chat"))
    path.with_name("a.jpg").touch()
    path.write_text(f'{HEAD}![Un chien](a.jpg "Le chien : Rex !")')
    view = told(edits.edited(cached, path.parent, path.name, SETTINGS))
    assert "<figcaption>Le chien\u00a0: Rex\u202f!</figcaption></figure>" in view["content"]
    assert 'alt="Un chien" width="500"' in view["content"]
    assert view["picture"].alt == "Un chien"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("![b](b.jpg) ![a](a.jpg)", "another picture stands for an article"),
        ("![a](a.jpg)", "has other pictures"),
        ("![a](a.jpg) ![](b.jpg)", "has other pictures"),
        ("![a](a.jpg) ![b](b.jpg) ![c](c.jpg)", "has other pictures"),
        ("![a](a.jpg) ![b](b.jpg) [c](c.jpg)", "has other files beside it"),
    ],
)
def test_other_pictures_are_handed_over(cached, path, text, reason):
    known = {"a.jpg": (tuple(FACTS), 0), "b.jpg": (("1" * 32, *FACTS[1:]), 0)}
    cached.source = SOURCE._replace(links={}, pictures=known)
    cached.view["picture"] = pack(PictureView(plan.card(FACTS).name, 500, 262, "a"))
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        path.with_name(name).touch()
    path.write_text(f"{HEAD}{text}")
    with pytest.raises(NeedsFullBuild, match=reason):
        edits.edited(cached, path.parent, path.name, SETTINGS)


def test_a_file_that_was_not_there_is_handed_over(cached, path):
    path.write_text(f"{HEAD}[deux]({LINK}) [a](a.pdf)", encoding="utf-8")
    assert edits.edited(cached, path.parent, path.name, SETTINGS)
    path.with_name("a.pdf").touch()
    with pytest.raises(NeedsFullBuild, match="files beside it"):
        edits.edited(cached, path.parent, path.name, SETTINGS)


def test_what_is_not_utf_8_is_handed_over(cached, path):
    path.write_bytes(b"Title: Un\nTags: a\n\n\xe9")
    with pytest.raises(NeedsFullBuild, match="is not UTF-8"):
        edits.edited(cached, path.parent, path.name, SETTINGS)


@pytest.mark.parametrize(
    ("name", "markdown"), [("un.html", settings()), ("un.rst", settings()), ("un.md", None)]
)
def test_what_needs_more_than_markdown_is_handed_over(cached, path, name, markdown):
    other = path.rename(path.with_name(name))
    with pytest.raises(NeedsFullBuild, match="needs more than Markdown"):
        edits.edited(cached, other.parent, other.name, build_settings(markdown))


def article(written, regex=r"[{|](?P<what>.*?)[|}]", **metadata):
    return SimpleNamespace(
        _content=written,
        metadata={"written_header": HEADER, **metadata},
        settings={"INTRASITE_LINK_REGEX": regex},
        attached={},
        pictures={},
        caption_lang="fr",
    )


def test_what_is_kept_of_an_article():
    written = f'<a href="{LINK}">a</a> <img src="|static|b.png" alt="b"> <a href="/x/">c</a>'
    content = '<a href="/post/longer/than/it/was/">a</a> <img src="/b.png" alt="b"> <a href="/x/">c</a>'
    assert edits.source(article(written), content) == (
        HEADER,
        {LINK: "/post/longer/than/it/was/", "|static|b.png": "/b.png"},
        False,
        {},
        "fr",
    )


def test_a_summary_counts_wherever_it_was_written():
    """In the header, or in a setting."""
    assert edits.source(article("", summary="De tous."), "") == (HEADER, {}, True, {}, "fr")


def test_of_another_form_of_links_nothing_is_kept():
    written = '<a href="{x}@filename@un.md">a</a>'
    assert edits.source(article(written, "@(?P<what>.*?)@"), "<p>Autre.</p>").links == {}


@pytest.mark.parametrize("ending", [".md", ".markdown", ".mkd", ".mdown"])
def test_all_that_is_read_as_markdown_is_edited(cached, path, ending):
    assert edits.edited(cached, path.parent, path.rename(path.with_suffix(ending)).name, SETTINGS)["content"]
