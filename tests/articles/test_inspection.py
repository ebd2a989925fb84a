"""Links between sources, once all sources are known."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from plugins.articles import header, inspection
from plugins.articles.links import WRITTEN
from tests.markdown.documents import theirs

SETTINGS = {"FORMATTED_FIELDS": ["summary"], "INTRASITE_LINK_REGEX": WRITTEN, "DRAFT_SAVE_AS": ""}
NOW = datetime(2020, 12, 18, 12, tzinfo=UTC)


@pytest.fixture
def source(tmp_path):
    """Makes one: `header` as it is written, `html` of its text."""

    def make(name="un.md", html="", status="published", text="", **written):
        path = tmp_path / name
        path.write_text(text or "".join(f"{key}: {value}\n" for key, value in written.items()) + f"\n{html}")
        raw = {"title": "Un", "date": "2020-12-18", **written}
        known, _ = header.parse(raw, str(path), "", ZoneInfo("Europe/Paris"))
        return SimpleNamespace(
            _content=html, status=status, source_path=str(path), relative_source_path=f"articles/{name}",
            slug=written.get("slug", Path(name).stem), date=known.date.earliest(UTC) if known.date else None,
            modified=known.modified.earliest(UTC) if known.modified else None,
            metadata={"header": known, "written_header": {key: [value] for key, value in written.items()}},
        )  # fmt: skip

    return make


def told(content, *others, terms=("mer", "sel"), files=()):
    sources = {each.relative_source_path: each for each in (content, *others)}
    static = {path: SimpleNamespace(source_path=str(there)) for path, there in files}
    context = {"generated_content": sources, "static_content": static}
    links = inspection.Links(
        context, SETTINGS, {"tag": set(terms), "category": set()}, lambda _, name: name.lower()
    )
    return [(problem.line, problem.what, problem.hint) for problem in links.problems(content)]


def test_a_source_a_file_and_a_term_that_are_there(source, tmp_path):
    (tmp_path / "a.png").write_text("x")
    html = (
        '<a href="{filename}deux.md"><img src="{static}/images/a.png"><a href="{tag}Mer"><a href="{index}">'
    )
    assert told(source(html=html), source("deux.md"), files=[("images/a.png", tmp_path / "a.png")]) == []


def test_the_line_is_where_it_stands_first(source):
    text = "Title: Un\n\nTexte.\n\n[a]({filename}absent.md) et [b]({filename}absent.md)\n"
    ((line, what, hint),) = told(
        source(html='<a href="{filename}absent.md">', text=text), source("absents.md")
    )
    assert (line, what) == (5, "“{filename}absent.md” leads nowhere: there is no such source")
    assert hint.startswith("Did you mean “absents.md”?")


def test_a_file_that_is_named_and_not_there(source, tmp_path):
    content = source(html='<img src="{static}/images/b.png">')
    ((_, what, hint),) = told(content, files=[("images/b.png", tmp_path / "b.png")])
    assert "leads nowhere" in what and not hint.startswith("Did you mean")


def test_a_header_is_looked_at_too(source):
    content = source(summary='<a href="{tag}mar">mer</a>')
    ((_, what, hint),) = told(content)
    assert what == "“{tag}mar” leads to no article: none has this" and "mer" in hint


def test_a_published_text_leads_to_no_draft_and_a_draft_to_any(source):
    link = '<a href="{filename}deux.md">'
    ((_, what, _),) = told(source(html=link), source("deux.md", status="draft"))
    assert what == "“{filename}deux.md” leads to a draft, which is not published"
    assert told(source(html=link, status="draft"), source("deux.md", status="draft")) == []


def test_what_pelican_does_not_look_at_is_said(source):
    html = '<img src="/a.png" srcset="/a.png 1x, {static}/b.png 2x"><a href="/x" longdesc=\'{attach}c.html\'>'
    what = [what for _, what, _ in told(source(html=html))]
    assert what == [
        f"“{link}” stands where no links to sources are read" for link in ("{static}/b.png", "{attach}c.html")
    ]


def test_what_a_publication_writes(source):
    draft, hidden, one = (source(f"{n}.md", status=n) for n in ("draft", "hidden", "published"))
    context = {"generated_content": {each.slug: each for each in (draft, hidden, one)} | {"gone": None}}
    assert list(inspection.written(context, SETTINGS)) == [hidden, one]
    assert list(inspection.written(context, {"DRAFT_SAVE_AS": "x"})) == [draft, hidden, one]


@pytest.mark.parametrize(
    ("days", "status", "warned"), [(1, "published", 1), (-1, "published", 0), (1, "draft", 0)]
)
def test_a_day_that_is_still_to_come(source, days, status, warned):
    day = (NOW + timedelta(days=days)).date().isoformat()
    found = list(inspection.future(source(date=day, status=status), NOW))
    assert len(found) == warned and all(day in problem.what for problem in found)


def test_a_change_that_is_still_to_come(source):
    (problem,) = inspection.future(source(title="Un", date="2020-12-18", modified="2999-01-01"), NOW)
    assert (problem.line, problem.what) == (
        3,
        "Modified: “2999-01-01” is still to come; feeds say so at once",
    )


def test_a_slug_and_an_id_are_given_once(source):
    articles = [source("b.md", slug="x"), source("a.md", slug="x"), source("c.md", slug="y", id="x")]
    first, second = inspection.names(articles)
    assert (Path(first.where).name, first.what) == ("b.md", "Slug “x” is used twice")
    assert first.hint.endswith("/a.md.")
    assert (Path(second.where).name, second.what) == ("c.md", "Id “x” is used twice")


def test_a_template_that_the_theme_has_not(source):
    content = source(title="Un", template="contact")
    content.metadata["template"] = "contact"
    ((problem),) = inspection.template(content, {"article"}.__contains__)
    assert (problem.line, problem.what) == (2, "Template: the theme has no “contact.html”")
    assert list(inspection.template(content, {"contact"}.__contains__)) == []
    assert list(inspection.template(source("b.md"), {"article"}.__contains__)) == []


@pytest.mark.parametrize(
    ("header", "line"), [({"title": "Un", "slug": "x" * 201}, 2), ({"title": "x" * 201}, 1)]
)
def test_an_address_that_no_disk_can_hold(source, header, line):
    content = source(**header)
    content.metadata |= header
    content.save_as = f"post/{'x' * 201}/index.html"
    (problem,) = inspection.address(content)
    assert (problem.line, problem.what) == (line, f"its address holds “{'x' * 40}…”, which is too long")
    content.save_as = f"post/{'x' * 200}/index.html"
    assert not list(inspection.address(content))


LISTS = [
    "- a\n\n  ```\n  x = 1\n  y\n  ```",
    "1. a\n\n    ```py\n    x\n    ```",
    "- a\n  ~~~\n  x\n  ~~~",
    "> ```\n> x\n> ```",
]


@pytest.mark.parametrize("text", LISTS)
def test_code_that_a_list_makes_words_of_is_told(source, text):
    content = source(html=theirs(text).html, text=f"Title: Un\n\n{text}\n")
    (problem,) = inspection.fences(content)
    assert problem.line == 3 + text[: re.search("```|~~~", text).start()].count("\n")
    assert problem.what == "code between ``` that stands further in is shown as words, on one line"


@pytest.mark.parametrize(
    "text",
    [
        "```\nx\ny\n```",
        "Un `mot\nsuite`.",
        "- a\n\n        x\n        y",
        "```\n- a\n\n  ```\n  x\n  ```\n```",
    ],
)
def test_other_code_is_not(source, text):
    assert not list(inspection.fences(source(html=theirs(text).html, text=f"Title: Un\n\n{text}\n")))


def test_html_that_does_not_stay_in_its_place(source):
    text = "Title: Un\nSummary: *Un* <b>mot\n\n<div>\n</div>\n\n## Un mot de site {#site}\n\n<div>\n\nDeux\n"
    content = source(html=theirs(text).html, text=text, summary="<em>Un</em> <b>mot")
    content.metadata["summary"] = "<em>Un</em> <b>mot"
    found = [(problem.line, problem.what) for problem in inspection.contained(content, ["summary"])]
    assert found == [
        (9, "“<div>” is never closed: it takes in the rest of the page"),
        (7, "the id “site” is the page's own: links to its place would lead here"),
        (2, "“<b>” is never closed: it takes in the rest of the page"),
    ]


def test_slugs_that_are_one_folder_elsewhere(source):
    """File systems of macOS and Windows do not tell large from small, nor how accents are composed."""
    others = [source("a.md", slug="un"), source("c.md", slug="deux"), source("d.md", slug="e\u0301te\u0301")]
    found = inspection.alike([source("b.md", slug="UN"), source("e.md", slug="été"), *others])
    told = [(Path(problem.where).name, problem.what, problem.hint.rpartition("/")[2]) for problem in found]
    assert told == [
        ("b.md", "Slug “UN” and “un” are one folder of comments on macOS and Windows", "a.md."),
        ("e.md", "Slug “été” and “e\u0301te\u0301” are one folder of comments on macOS and Windows", "d.md."),
    ]
