"""The headed text format: what it keeps, and the exact words for what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common import headers
from plugins.common.errors import SiteError
from plugins.common.headers import Schema

SCHEMA = Schema(("Id", "Author", "Reply-To"), frozenset({"Id", "Author"}))


def refusal(data: bytes) -> str:
    with pytest.raises(SiteError) as caught:
        headers.parse(data, "a/1.txt", SCHEMA)
    return "\n".join(map(str, caught.value.problems))


def test_the_body_is_exactly_as_typed():
    headed = headers.parse("Id: 1\nAuthor: É\n\n\n  deux\r\n\tespaces \n\n".encode(), "a", SCHEMA)
    assert headed.fields == {"Id": "1", "Author": "É"}
    assert headed.lines == {"Id": 1, "Author": 2}
    assert headed.body == "\n  deux\r\n\tespaces \n"


def test_windows_line_ends_and_a_signature():
    headed = headers.parse(b"\xef\xbb\xbfId: 1\r\nAuthor: b\r\n\r\ntexte\r\n", "a", SCHEMA)
    assert headed.fields == {"Id": "1", "Author": "b"}
    assert headed.body == "texte\r"


def test_an_empty_body():
    assert headers.parse(b"Id: 1\nAuthor: b\n", "a", SCHEMA).body == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"Id: 1\nAuthor: b\nAutor: c\n\nx",
            "a/1.txt:3: unknown header “Autor”\n    Did you mean “Author”?",
        ),
        (
            b"Id: 1\nAuthor: b\nMood: c\n\nx",
            "a/1.txt:3: unknown header “Mood”\n    Known: Id, Author, Reply-To.",
        ),
        (
            b"Id: 1\n\nx",
            "a/1.txt:1: header “Author” is missing\n    Add “Author: …” above the empty line.",
        ),
        (
            b"Id: 1\nAuthor: b\nId: 2\n\nx",
            "a/1.txt:3: header “Id” is repeated\n    Keep one; the first is on line 1.",
        ),
        (
            b"Id: 1\nAuthor: b\rc\n\nx",
            "a/1.txt:2: header “Author” holds a carriage return\n"
            "    Write a space in its place: to some programs it ends a line.",
        ),
        (
            b"Id: 1\nAuthor: \n\nx",
            "a/1.txt:2: header “Author” is empty\n    Give “Author” a value, or delete the line.",
        ),
        (
            b"Id: 1\nAuthor: b\nBonjour\n\nx",
            "a/1.txt:3: not a header\n"
            "    Write “Name: value”; an empty line separates the headers from the text.",
        ),
        (
            b"Id: 1\nAuthor: b\n\nune\ndeux \xe9\n",
            "a/1.txt:5: not UTF-8 (byte 0xE9)\n    Save the file as UTF-8.",
        ),
        (
            b"Id: 1\nAuthor: b\n\nune\ndeux\x0b\n",
            "a/1.txt:5: control character U+000B\n    Delete it; it cannot be shown, nor stand in a feed.",
        ),
        (
            b"Id: 1\nAuthor: b\x00\n\nune",
            "a/1.txt:2: control character U+0000\n    Delete it; it cannot be shown, nor stand in a feed.",
        ),
    ],
)
def test_refusals(data, message):
    assert refusal(data) == message


def test_all_problems_of_a_file_at_once():
    assert refusal(b"Autor: b\nId:\n\n\x01").count("a/1.txt:") == 4


value = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\x85\u2028\u2029"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
"""Also what ends a line to other programs: old comments have it in a name, and must be erasable."""
typed = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))


@given(author=value, body=typed)
def test_written_and_read_back(author, body):
    fields = {"Id": "1", "Author": author}
    headed = headers.parse(headers.dump(fields, body, SCHEMA), "a", SCHEMA)
    assert (headed.fields, headed.body) == (fields, body)


@pytest.mark.parametrize("bad", [{"Id": ""}, {"Id": " a"}, {"Id": "a\nb"}, {"Id": "a\rb"}, {"Mood": "a"}])
def test_what_could_not_be_read_back_is_not_written(bad):
    with pytest.raises(ValueError, match="cannot be written as a header"):
        headers.dump(bad, "", SCHEMA)
