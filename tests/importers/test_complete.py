"""This site's own format, as somebody may have changed it."""

import json

import pytest

from plugins.importers.complete import format

NO_PATH = "is not the path of an article or a page"
COMMENT = {"article": "un", "id": "1", "author": "Zoé", "date": "2020-12-19", "text": "Bonjour."}


def document(*records):
    return "".join(f"{line}\n" for line in format.dump(records)).encode()


def test_a_comment(into):
    into.article("un").run(document({"comment": COMMENT}), "json")
    assert into.text("comments/un/1.txt") == "Id: 1\nAuthor: Zoé\nDate: 2020-12-19\n\nBonjour.\n"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"comment": COMMENT | {"article": "deux"}}, "its article is not here"),
        ({"comment": COMMENT | {"id": "../1"}}, "Id: “../1” cannot be an id"),
        ({"comment": COMMENT | {"id": 1}}, "“id” is not text"),
        ({"comment": COMMENT | {"date": "hier"}}, "Date: “hier” is not a date"),
        ({"comment": COMMENT | {"author": "a\nb"}}, "Author: 'a\\nb' cannot be written as a header"),
        ({"comment": COMMENT | {"text": "a\0b"}}, "control character U+0000"),
        ({"comment": COMMENT | {"text": "a" * 70_000}}, "70,038 bytes; a comment has at most 65,536"),
        *(({"page": {"path": path, "text": ""}}, f"“{path}” {NO_PATH}") for path in (
            "../x.md", "pages/.x.md", "pages/../../x.md", "/etc/x.md", "pages/x.html", "comments/un/x.md",
            "pages/\\x.md",
        )),
        ({"article": {"path": "articles/x.md", "slug": "x"}}, "“text” is not text"),
        ({"article": {"path": "articles/x.md", "text": "\ud800"}}, "holds half of a sign (a lone surrogate)"),
        ({"secret": {}}, "is not a record of this format"),
        ({"comment": []}, "is not a record of this format"),
    ],
)  # fmt: skip
def test_what_stays_out(into, record, reason):
    data = json.dumps(record).encode()
    into.article("un").run(f"{format.FIRST}\n".encode() + data + b"\n]}\n", "json")
    (line,) = into.report["refusals"]
    assert (line["reason"], line["line"]) == (reason, 2)


def test_a_circle_is_opened_and_said(into):
    one, two = COMMENT | {"reply_to": "2"}, COMMENT | {"id": "2", "reply_to": "1"}
    into.article("un").run(document({"comment": one}, {"comment": two}), "json")
    assert "Reply-To" not in into.text("comments/un/1.txt") and "Reply-To: 1" in into.text(
        "comments/un/2.txt"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "export.txt:1: ends too early"),
        (b'{"a": 1}', "export.txt:1: does not begin as an export of this site"),
        (document({"comment": COMMENT})[:-4], "export.txt:2: ends too early"),
    ],
)
def test_what_is_no_export(into, capsys, data, words):
    assert into.attempt(data, "json") == 1
    assert capsys.readouterr().err.split("\n")[0] == words


def test_an_address_that_is_none_is_said(into):
    into.run(document({"address": {"old": 1}}), "json")
    assert into.reasons("warnings") == {"other 1": "is not an old address; it is left out"}
