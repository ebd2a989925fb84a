"""What stands in an article's header, and the words for what should not."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from plugins.articles import header
from plugins.common.errors import Problem

PARIS = ZoneInfo("Europe/Paris")
GOOD = {
    "title": "Un billet",
    "title-lang": "en",
    "date": "2020-12-19 14:05",
    "modified": "2021",
    "slug": "un",
    "id": "dotclear-41",
    "tags": ["a", "b"],
    "comments": "closed",
}


def read(metadata, text=""):
    return header.parse(metadata, "a.md", text, PARIS)


def said(metadata, text=""):
    """Line, what, hint."""
    return [(one.line, one.what, one.hint) for one in read(metadata, text)[1]]


def test_a_good_one():
    found, problems = read(GOOD)
    assert problems == []
    assert found.date.isoformat() == "2020-12-19T14:05:00+01:00"
    assert found.modified.isoformat() == "2021"
    assert (found.id, found.title_lang, found.comments_open) == ("dotclear-41", "en", False)


def test_what_is_not_said_is_left_to_the_site():
    found, problems = read({"title": "Un billet"})
    assert (found, problems) == (header.Header(None, None, None, None, None), [])
    assert read({"title": "a", "comments": "open"})[0].comments_open is True


def test_the_last_day_on_which_comments_are_taken():
    found = read({"title": "a", "comments": "2027-01-31"})[0]
    assert (found.comments_until, found.comments_open) == (date(2027, 1, 31), None)


@pytest.mark.parametrize("value", ["2027", "2027-02", "2027-02-30", "2027-01-31 18:00", "Open"])
def test_no_last_day(value):
    ((_, what, _),) = said({"title": "a", "comments": value})
    assert what == f"Comments: “{value}” is neither open nor closed, and no day"


@pytest.mark.parametrize("identifier", ["1", "a" * 13, "dotclear-4100", "A-b-9", "a" * 128])
def test_ids(identifier):
    found, problems = read({"title": "a", "id": identifier})
    assert (found.id, problems) == (identifier, [])


@pytest.mark.parametrize("identifier", ["-a", "é", "a b", "a_b", "a.b", "a/b", "a" * 129])
def test_no_ids(identifier):
    wrong = f"Id: “{identifier}” cannot be an id", "Use letters, digits and hyphens."
    assert said({"title": "a", "id": identifier}) == [(1, *wrong)]


@pytest.mark.parametrize("slug", ["été", "2.0", "a-b_c", "«a»"])
def test_slugs(slug):
    assert said({"title": "a", "slug": slug}) == []


@pytest.mark.parametrize("slug", [".a", "a b", "a/b", "a\\b", "a?", "a#b", "%41"])
def test_no_slugs(slug):
    hint = "Leave out spaces, slashes and ? # %, and a dot at its beginning."
    assert said({"title": "a", "slug": slug}) == [(1, f"Slug: “{slug}” cannot stand in an address", hint)]


@pytest.mark.parametrize(
    ("metadata", "what", "hint"),
    [
        ({"title": ""}, "header “Title” is missing", "Add “Title: …” at the top of the file."),
        ({}, "header “Title” is missing", "Add “Title: …” at the top of the file."),
        (
            {"title": "a", "date": "19/12/2020"},
            "Date: “19/12/2020” is not a date",
            "Write what is known: 2020, 2020-12, 2020-12-19 or 2020-12-19 14:05.",
        ),
        (
            {"title": "a", "comments": "oui"},
            "Comments: “oui” is neither open nor closed, and no day",
            "Write open, closed, or the last day on which they are taken: 2027-01-31.",
        ),
        ({"title": "a", "coments": "closed"}, "unknown header “Coments”", "Did you mean “Comments”?"),
        ({"title": "a", "lang": ""}, "header “Lang” is empty", "Give “Lang” a value, or delete the line."),
        ({"title": ["a", "b"]}, "header “Title” stands on more than one line", "Keep one line."),
        ({"title": "a", "id": ["a", "b"]}, "header “Id” stands on more than one line", "Keep one line."),
        ({"title": "a", "lang": ["a", "b"]}, "header “Lang” stands on more than one line", "Keep one line."),
    ],
)
def test_what_is_wrong(metadata, what, hint):
    assert said(metadata) == [(1, what, hint)]


def test_the_line_is_that_of_the_header():
    text = "Title: a\nDate: 2020\nID: b c\nTags: c\n\nId: no header\n"
    (problem,) = read({"title": "a", "date": "2020", "id": "b c"}, text)[1]
    assert problem == Problem("a.md", 3, "Id: “b c” cannot be an id", "Use letters, digits and hyphens.")


def test_all_that_is_wrong_is_told_at_once():
    wrong = {"date": "x", "modified": "y", "comments": "z", "id": "-", "slug": "/", "a": "b"}
    told = {what.split(":")[0] for _, what, _ in said(wrong)}
    headers = {"Date", "Modified", "Comments", "Id", "Slug"}
    assert told == {"header “Title” is missing", "unknown header “A”", *headers}


@pytest.mark.parametrize("code", ["fr", "en", "pt-BR", "zh-Hant-TW", "gsw", "fr-1990"])
def test_languages(code):
    assert read({"title": "a", "lang": code, "title-lang": code})[1] == []


@pytest.mark.parametrize("code", ["français", "french", "f", "fr_FR", '"><b>', "fr en"])
def test_no_languages(code):
    wrong = f"Lang: “{code}” is not a language code", "Write it as in fr, en or pt-BR."
    assert said({"title": "a", "lang": code}) == [(1, *wrong)]
