"""Commento, Comentario and Remark42: comments of pages that are known by their addresses."""

import json

import pytest

from plugins.importers import json_items
from plugins.importers.record import ImportRefused

PAGE = "/post/2020/12/18/un/"


def commento(*comments, **more):
    commenters = [
        {"commenterHex": "c1", "email": "canary@example.org", "name": "Zoé", "link": "http://zoe.example/"},
        {"commenterHex": "c2", "email": "canary@example.org", "name": "Luc", "link": "undefined"},
    ]
    document = {"version": 1, "comments": list(comments), "commenters": commenters, **more}
    return json.dumps(document, ensure_ascii=False).encode()


def of_commento(number="a1", **values):
    return {
        "commentHex": number, "domain": "blog.example", "url": PAGE, "commenterHex": "c1",
        "markdown": "Bonjour.", "html": "<p>Bonjour.</p>", "parentHex": "root", "state": "approved",
        "creationDate": "2020-12-19T11:00:00.123456Z", "deleted": False, **values,
    }  # fmt: skip


def remark42(*comments, first='{"version":1,"users":[],"posts":[]}'):
    return "\n".join([first, *(json.dumps(one, ensure_ascii=False) for one in comments), ""]).encode()


def of_remark42(number="a1", **values):
    return {
        "id": number, "pid": "", "text": "<p>Bonjour.</p>\n", "orig": "Bonjour.",
        "user": {"name": "Zoé", "id": "github_1", "picture": "", "ip": "192.0.2.1", "admin": False},
        "locator": {"site": "blog", "url": f"https://blog.example{PAGE}"}, "score": 0, "votes": {},
        "time": "2020-12-19T12:00:00.123456789+01:00", **values,
    }  # fmt: skip


DELETED = {"commento": {"deleted": True, "html": ""}, "remark42": {"delete": True, "text": ""}}
SYSTEMS = [("commento", commento, of_commento, "parentHex"), ("remark42", remark42, of_remark42, "pid")]
each = pytest.mark.parametrize(("system", "export", "one", "parent"), SYSTEMS)


@each
def test_a_comment(into, system, export, one, parent):
    into.article("un").run(export(one()), system)
    site = "Site: http://zoe.example/\n" if system == "commento" else ""
    assert into.text("comments/un/a1.txt") == (
        f"Id: a1\nAuthor: Zoé\nDate: 2020-12-19T12:00:00+01:00\n{site}\nBonjour.\n"
    )
    assert not any(b"192.0.2" in data or b"canary" in data for data in into.files().values())
    before = into.files()
    assert into.run(export(one()), system).files() == before and into.report["unchanged"] == 1


@each
def test_answers_deleted_ones_and_circles(into, system, export, one, parent):
    gone = DELETED[system]
    into.article("un").run(
        export(
            one("a1", **gone), one("a2", **{parent: "a1"}), one("a3", **gone),
            one("a4", **{parent: "a5"}), one("a5", **{parent: "a4"}),
        ), system,
    )  # fmt: skip
    assert "\nAuthor: Anonyme\n" in into.text("comments/un/a1.txt")
    assert "\nWithdrawn: 2020-12-19\n" in into.text("comments/un/a1.txt")
    assert "\nReply-To: a1\n" in into.text("comments/un/a2.txt")
    assert into.reasons() == {"comment a3": "was deleted, and nothing is left of it"}
    assert list(into.reasons("warnings")) == ["comment a4"]


@each
def test_what_stays_out_says_why(into, system, export, one, parent):
    page = {"url": "/x/"} if system == "commento" else {"locator": {"url": "/x/"}}
    draft = {"url": "/brouillon/"} if system == "commento" else {"locator": {"url": "/brouillon/"}}
    date = "creationDate" if system == "commento" else "time"
    into.article("un").article("brouillon", "Status: draft\nUrl: brouillon/\n").run(
        export(
            one("b1", **page), one("b2", **draft), one("b3", **{date: "0001-01-01T00:00:00Z"}), one("b_4")
        ),
        system,
    )
    assert into.reasons() == {
        "comment b1": "its page /x/ matches no article here",
        "comment b2": "its article is a draft",
        "comment b3": "without a date",
        "comment b_4": "“b_4” cannot be an id: letters, digits and hyphens only",
    }
    assert into.reasons("warnings") == {"other page /x/": "no article here; 1 of its comments stay out"}


def test_what_waits_in_commento_is_in_the_queue(into):
    into.article("un").run(commento(
        of_commento("a1", state="unapproved"), of_commento("a2", state="flagged"),
        of_commento("a3", state="?"),
        of_commento("a4", deleted=True, commenterHex="c2"), of_commento("a5", commenterHex="anonymous"),
    ), "commento")  # fmt: skip
    assert "canary@example.org" in into.letter("pending/a1.txt")
    assert "Bonjour." in into.letter("spam/a2.txt") and "Luc" in into.letter("rejected/a4.txt")
    assert into.reasons() == {"comment a3": "of the unknown state “?”"}
    assert "\nAuthor: Anonyme\n" in into.text("comments/un/a5.txt") and into.report["warnings"] == []


def test_form_and_edits_of_remark42(into):
    into.article("un").run(
        remark42(
            of_remark42(text="<p>Un <b>mot</b></p>", edit={"time": "2020-12-19T13:00:00Z", "summary": ""})
        ),
        "remark42",
    )
    assert into.text("comments/un/a1.txt").endswith(
        "Format: html\nEdited: 2020-12-19T14:00:00+01:00\n\n<p>Un <strong>mot</strong></p>\n"
    )


@pytest.mark.parametrize(
    ("system", "data", "words"),
    [
        ("commento", b"", "export.txt:1: ends too early"),
        ("commento", b"<html>", "export.txt:1: begins with no “{”"),
        (
            "commento",
            b'{"version": 2, "comments": []}',
            "export.txt:1: is not an export of Commento of version 1",
        ),
        ("commento", commento(of_commento())[:-40], "export.txt:1: not JSON"),
        ("commento", b'{"comments": [' + b"[" * 200_000, "export.txt:1: not JSON"),
        ("commento", b'{"comments": ["' + b"x" * 9_000_000, "export.txt:1: not JSON"),
        ("remark42", b"", "export.txt:1: is not a backup of Remark42 of version 1"),
        ("remark42", b'{"version": 2}\n', "export.txt:1: is not a backup of Remark42 of version 1"),
        ("remark42", b"[" * 200_000, "export.txt:1: is not a backup of Remark42 of version 1"),
    ],
)
def test_what_is_no_export(into, capsys, system, data, words):
    assert into.article("un").attempt(data, system) == 1
    assert capsys.readouterr().err.split("\n")[0] == words


def test_a_line_that_is_cut_off_costs_no_other(into):
    data = remark42(of_remark42("a1"), of_remark42("a2")).replace(b'"a1"', b'"a1')
    into.article("un").run(data, "remark42")
    assert into.report["written"] == 1 and [line["line"] for line in into.report["refusals"]] == [2]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_document_in_pieces_of_any_size(size):
    data = '\ufeff {"a": [1, 23, {"b": "é\\n]"}] , "c" : 4.5,\n"d": [], "e": null}'.encode()
    pieces = (data[i : i + size] for i in range(0, len(data), size))
    assert list(json_items.read(pieces, "x")) == [
        ("a", 1), ("a", 23), ("a", {"b": "é\n]"}), ("c", 4.5), ("e", None),
    ]  # fmt: skip


def test_where_a_document_is_broken():
    with pytest.raises(ImportRefused, match=r"^x:2: not JSON"):
        list(json_items.read([b'{"a": [1,\n?]}'], "x"))


def test_moments_are_shown_in_the_zone_of_the_site(into):
    (into.root / "pelicanconf.py").write_text('TIMEZONE = "America/New_York"\n', "utf-8")
    into.article("un").run(commento(of_commento()), "commento")
    assert "Date: 2020-12-19T06:00:00-05:00\n" in into.text("comments/un/a1.txt")
    into.run(commento(of_commento("a2")), "commento", "--timezone", "Asia/Tokyo")
    assert "Date: 2020-12-19T20:00:00+09:00\n" in into.text("comments/un/a2.txt")
