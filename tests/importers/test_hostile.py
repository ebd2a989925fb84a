"""Exports that are broken or mean harm: a refusal that says where and why, and nothing half done."""

import gzip
import io
import zipfile

import pytest

from plugins.importers import export_file
from tests.importers.exports import comment, flat, post, section
from tests.importers.exports import dotclear as export


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def locked(data):
    """The zip with the flags of encryption set (APPNOTE 4.4.4)."""
    data = bytearray(data)
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


TEXT = export([post()], [comment()])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(**{"../../etc/cron.d/x": TEXT}), "the zip names a path outside itself: '../../etc/cron.d/x'"),
        (zipped(**{"a.txt": TEXT, "..\\b.txt": ""}), "the zip names a path outside itself: '..\\\\b.txt'"),
        (zipped(**{"/etc/x": TEXT}), "the zip names a path outside itself: '/etc/x'"),
        (zipped(**{"a.txt": TEXT, "b.txt": TEXT}), "the zip holds 2 files, not one"),
        (zipped(), "the zip holds 0 files, not one"),
        (locked(zipped(**{"a.txt": TEXT})), "a zip that cannot be read"),
        (b"PK\3\4" + b"x" * 40, "a zip that cannot be read"),
        (zipped(**{"a.zip": zipped(**{"a.txt": TEXT})}), "no flat export of Dotclear"),
        (gzip.compress(TEXT)[:-20], "the packed file is damaged"),
        (gzip.compress(TEXT)[:30] + b"xxxx" + gzip.compress(TEXT)[34:], "the packed file is damaged"),
        (b"", "no flat export of Dotclear"),
        (TEXT.decode().encode("utf-16"), "no flat export of Dotclear"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(into, capsys, data, words):
    assert into.attempt(data) == 1
    told = capsys.readouterr().err
    assert told.startswith("export.txt") and words in told and "\n    " in told
    assert into.files() == {}


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(a=data)])
def test_a_bomb_is_put_out(into, capsys, monkeypatch, pack):
    monkeypatch.setattr(export_file, "_UNJUDGED", 1024**2)
    assert into.attempt(pack(flat(section("post", ["a"], [{"a": "0" * 1000}] * 6_000)))) == 1
    assert "unpacks to more than " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (TEXT.replace("Zoé".encode(), b"Zo\xe9"), "is not UTF-8 (byte 0xE9)"),
        (TEXT.replace(b"Bonjour", b"Bon\0jour"), "holds a NUL (U+0000)"),
        (TEXT.replace(b"Bonjour", b"x" * 10**7), "has more than 4,194,304 characters in comment_content"),
        (TEXT.replace(b"Bonjour", b"x" * 20_000_000), "longer than 16,777,216 bytes"),
        (TEXT.replace(b"Bonjour", b"x" * 70_000), "70,056 bytes; a comment has at most 65,536"),
        (TEXT[:-60], "is not a row of fields between double quotes"),
        (TEXT.replace(b'"101"', b'"../../x"'), "“../../x” cannot be an id: letters, digits and hyphens only"),
        (TEXT.replace(b'"101"', b'""'), "“” cannot be an id: letters, digits and hyphens only"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_over_is_refused_with_its_line(into, broken, reason):
    into.run(broken)
    (line,) = into.report["refusals"]
    assert (line["line"], into.report["by_kind"]["comment"]["refused"]) == (7, 1)
    assert line["reason"] == reason


def test_a_number_that_is_used_twice(into):
    into.run(
        export([post(), post(post_title="canary")], [comment(), comment(comment_status="-1"), comment()])
    )
    assert into.reasons() == {
        "article 41": "its number is used twice in the export",
        "comment 101": "its number is used twice in the export",
    }
    assert (into.report["written"], into.report["queued"], into.report["refused"]) == (2, 0, 3)


@pytest.mark.parametrize("number", ["٣", "4 1", "../41", "9" * 5000])
def test_a_number_of_a_post_that_no_article_may_have_as_its_id(into, number):
    into.run(export([post(post_id=number)], [comment(post_id=number)]))
    shown = number[:40]
    assert set(into.reasons().values()) == {
        f"“{shown}” is not a number of a post",
        f"its article is “{shown}” is not a number of a post",
    }


def test_an_article_nested_beyond_reason_stays_out_with_its_comments_and_addresses(into):
    into.run(export([post(post_content_xhtml="<div>" * 5000 + "x"), post(42)], [comment(), comment(102, 42)]))
    assert into.reasons() == {
        "article 41": "more than 40 elements in one another",
        "comment 101": "its article is not here",
    }
    assert "Billet-41" not in into.text("addresses.csv")


def test_names_that_would_be_paths(into):
    into.run(export([
        post(1, post_url="2020/12/18/../../../../etc/passwd"), post(2, post_url="..", post_title=".."),
        post(3, post_url="a/\\..\\b", post_title="/etc/passwd"), post(4, post_url="", post_title="\u202e\n"),
        post(5, post_url="archive", post_type="page"), post(6, post_url="é" * 300),
    ]))  # fmt: skip
    names = [name.removeprefix("content/") for name in into.files()]
    assert names == [
        "addresses.csv", "articles/2020/b.md", "articles/2020/billet-4.md", "articles/2020/billet.md",
        f"articles/2020/{'e' * 100}.md", "articles/2020/passwd.md", "pages/archive-5.md",
    ]  # fmt: skip


def test_headers_cannot_be_forged(into):
    into.run(export(
        [post(post_title="Un\nStatus: draft\u2028Slug: x", post_excerpt_xhtml="<p>a\nId: b</p>")],
        [comment(comment_author="A\nWithdrawn: 2020-01-01", comment_site="http://a.example\nId: 9")],
    ))  # fmt: skip
    article = into.text("articles/2020/billet-41.md")
    assert article.startswith("Title: Un Status: draft Slug: x\nDate: ")
    assert "\nSummary: a Id: b\n" in article
    text = into.text("comments/billet-41/101.txt")
    assert "\nAuthor: A Withdrawn: 2020-01-01\n" in text and "\nSite: http://a.example Id: 9\n" in text


def test_a_message_moves_no_cursor(into, capsys):
    into.run(export([post(post_type="\x1b[31mrouge")]))
    assert "\x1b" not in capsys.readouterr().out
    assert "of the unknown type “\\x1b[31mrouge”" in str(into.report).replace("\\\\", "\\")


def test_a_comment_of_a_megabyte_of_tags_is_not_even_read(into):
    into.run(export([post()], [comment(comment_content="<i></i>" * 200_000 + "un")]))
    assert into.reasons() == {"comment 101": "1,400,002 bytes; a comment has at most 65,536"}
