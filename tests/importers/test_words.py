"""What an import writes itself is in the site's language, and no id depends on it."""

import pytest

from plugins.importers import words
from tests.importers.exports import comment, dotclear, post, section
from tests.importers.runs import Into
from tests.importers.test_blogger import OLD, old, under
from tests.importers.test_movable_type import comment as of_movable_type
from tests.importers.test_movable_type import entry
from tests.importers.test_over_blog import export as over_blog
from tests.importers.test_over_blog import post as of_over_blog
from tests.importers.test_services import DELETED, commento, of_commento, of_remark42, remark42
from tests.importers.test_wordpress import comment as of_wordpress
from tests.importers.test_wordpress import item, wxr

UNTITLED_ENTRY = "STATUS: Publish\nDATE: 05/14/2006 08:05:00 PM\n"
BLOGS = {
    "dotclear": dotclear([post(post_title="", post_url="")], [comment(comment_author="")]),
    "wordpress": wxr(
        item(of_wordpress(author=""), post_name="").replace("<title>Billet 7</title>", "<title></title>")
    ),
    "blogger": f"{OLD}{old('7', title='')}{old('8', 'comment', under('7'), name='')}</feed>".encode(),
    "movabletype": entry("BODY:\nUn.", of_movable_type().replace("Zoé", ""), head=UNTITLED_ENTRY).encode(),
    "overblog": over_blog(of_over_blog("", title="")),
}
SERVICES = {
    "commento": commento(
        of_commento("a1", **DELETED["commento"]), of_commento("a2", parentHex="a1", commenterHex="anonymous")
    ),
    "remark42": remark42(of_remark42("a1", **DELETED["remark42"]), of_remark42("a2", pid="a1", user={})),
}  # fmt: skip
FRENCH = ("Sans titre", "billet", "Anonyme")
ENGLISH = ("Untitled", "untitled", "Anonymous")


def speaking(into: Into, lang: str) -> Into:
    (into.root / "pelicanconf.py").write_text(f'DEFAULT_LANG = "{lang}"\n', encoding="utf-8")
    return into


def headers(into: Into, name: str) -> set[str]:
    """All values of a header below `content/`."""
    heads = [data.decode().partition("\n\n")[0] for data in into.files().values()]
    lines = [line for head in heads for line in head.split("\n") if line.startswith(f"{name}: ")]
    return {line.removeprefix(f"{name}: ") for line in lines}


@pytest.mark.parametrize(("lang", "said"), [("fr", FRENCH), ("en-GB", ENGLISH)])
@pytest.mark.parametrize("system", BLOGS)
def test_an_untitled_article_and_a_nameless_comment(into, system, lang, said):
    speaking(into, lang).run(BLOGS[system], system)
    title, slug, author = said
    assert (headers(into, "Title"), headers(into, "Slug")) == ({title}, {slug})
    assert author in headers(into, "Author") or system == "overblog"
    texts = b"".join(into.files().values()).decode()
    assert lang == "fr" or not any(word in texts for word in FRENCH)


@pytest.mark.parametrize("system", SERVICES)
def test_a_nameless_comment_of_a_service(into, system):
    speaking(into, "en").article("un").run(SERVICES[system], system)
    assert headers(into, "Author") == {"Anonymous"}


@pytest.mark.parametrize("system", BLOGS)
def test_a_site_that_changed_its_language_has_nothing_twice(into, system):
    before = set(speaking(into, "fr").run(BLOGS[system], system).files())
    speaking(into, "en").run(BLOGS[system], system)
    assert set(into.files()) - before == set() and before - set(into.files()) == set()
    assert headers(into, "Slug") == {"billet"}


@pytest.mark.parametrize(("lang", "heading"), [("fr", "Annexes"), ("en", "Attachments")])
def test_the_heading_of_attachments(into, lang, heading):
    columns = ("media_id", "media_path", "media_title", "media_file")
    media = [{"media_id": "7", "media_path": "public", "media_title": "Le tract", "media_file": "tract.pdf"}]
    links = [{"media_id": "7", "post_id": "41"}]
    files = [*section("media", columns, media), *section("post_media", ("media_id", "post_id"), links)]
    speaking(into, lang).run(dotclear([post()], more=files))
    assert into.text("articles/2020/billet-41.md").endswith(
        f"\n\nTexte.\n\n### {heading}\n\n- [Le tract](/public/tract.pdf)\n"
    )


def test_signs_that_are_spelt_out(into):
    tags = "".join(
        f'<category domain="post_tag" nicename="{n}">{name}</category>'
        for n, name in (("qa", "QA"), ("q-a", "Q&amp;A"))
    )
    speaking(into, "en").run(wxr(item(tags)), "wordpress")
    assert headers(into, "Tags") == {"QA, Q and A"}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_word_is_translated(lang):
    said = words.of(lang)
    assert not any(getattr(said, name) == getattr(words.FRENCH, name) for name in words.ImportWords.__slots__)
