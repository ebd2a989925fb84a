"""One row for each header of a comment file, and the documents that name them."""

import re
from pathlib import Path

import pytest

from plugins.comments import format
from plugins.comments.model import HEADERS, Comment
from plugins.common import when

DOCS = Path(__file__).parents[2] / "docs"
FULL = Comment(
    id="1",
    author="Zoé",
    date=when.parse("2020-12-19"),
    text="Bonjour",
    shown="Le 19. décembre",
    site="https://a.example",
    reply_to="2",
    format="html",
    edited=when.parse("2021-01-01"),
    withdrawn=when.parse("2021-02-01"),
    role="author",
    archived=("http://a.fr/x", "https://b.fr/"),
)


def rows(name, title):
    text = (DOCS / name).read_text(encoding="utf-8").partition(title)[2].partition("|---|---|\n")[2]
    return [re.findall(r"`([\w-]+)`", line.split("|")[1]) for line in text.partition("\n\n")[0].splitlines()]


def test_every_field_but_the_text_has_its_row():
    assert {header.field for header in HEADERS} == set(Comment._fields) - {"text"}
    assert len({header.name for header in HEADERS}) == len(HEADERS)


def test_a_file_with_common_headers_only_is_read_by_one_expression():
    """It takes their values as they are written, but for the date."""
    common = [header for header in HEADERS if header.common]
    assert {header.default for header in common} == {None}
    assert {header.field for header in common if not isinstance(getattr(FULL, header.field), str)} == {"date"}
    comment = FULL._replace(**{header.field: header.default for header in HEADERS if not header.common})
    parsed = format._parse_usual(format.dump(comment), "")
    assert parsed is not None
    assert parsed.comment == comment


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header.name)
def test_what_is_written_is_read(header):
    value = getattr(FULL, header.field)
    assert value != header.default
    written = header.value.write(value)
    assert header.value.read(written) == value
    assert re.fullmatch(header.value.pattern, written)


def test_of_a_withdrawn_comment_no_word_and_no_name_is_left():
    assert format.dump(FULL.emptied("-")).decode() == (
        "Id: 1\nAuthor: -\nDate: 2020-12-19\nShown: Le 19. décembre\nReply-To: 2\nEdited: 2021-01-01\n"
        "Withdrawn: 2021-02-01\n\n\n"
    )


def test_authors_are_told_of_every_header():
    assert rows("writing.md", "## A comment file") == [[header.name] for header in HEADERS]


def test_programs_are_told_of_every_field():
    told = {name for names in rows("importing.md", "| field of a comment | |") for name in names}
    assert told - {"article", "text"} == {header.field for header in HEADERS}
