"""`docs/linking.md` is a test: every row of its tables holds, and every section has rows."""

import re
from pathlib import Path

import pytest

from plugins.comments.links import find
from plugins.comments.markup import to_html

TEXT = (Path(__file__).parents[2] / "docs" / "linking.md").read_text(encoding="utf-8")
STAND_INS = str.maketrans(
    {sign: chr(int(code, 16)) for sign, code in re.findall(r"(\S) \(U\+(\w{4})\)", TEXT)}
)
CELL = re.compile(r"(?<!\\)\|")
# How Dotclear 2 found addresses, for the third column.
OLD = re.compile(r'(?<![\[|])(?:https?://|ftp://|news:)[^"\s)!]+')


def rows(columns: int) -> list[tuple[str, ...]]:
    found = []
    for line in TEXT.splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in CELL.split(line)[1:-1]]
        if len(cells) == columns and cells[0].startswith("`"):
            found.append(tuple(cells))
    return found


def typed(cell: str) -> str:
    """The inside of a cell's backquotes, signs as they are meant."""
    return cell.removeprefix("`").removesuffix("`").translate(STAND_INS).replace("↵", "\n")


def links(cell: str) -> list[tuple[str, str]]:
    if cell == "∅":
        return []
    pairs = [link.partition(" → ")[::2] for link in cell.split(" + ")]
    return [(typed(shown), typed(href or shown)) for shown, href in pairs]


@pytest.mark.parametrize("row", rows(3), ids=lambda row: row[0])
def test_links(row):
    text = typed(row[0])
    assert [(text[link.start : link.end], link.href) for link in find(text)] == links(row[1])


@pytest.mark.parametrize("row", rows(3), ids=lambda row: row[0])
def test_the_old_system(row):
    old = [(address, address) for address in OLD.findall(typed(row[0]))]
    assert old == links(row[1] if row[2] == "=" else row[2])
    assert row[2] == "=" or links(row[2]) != links(row[1])


@pytest.mark.parametrize("row", rows(2), ids=lambda row: row[0])
def test_html(row):
    assert to_html(typed(row[0])) == typed(row[1])


def test_every_section_has_examples_and_every_row_is_read():
    sections = re.split(r"\n## (?=\d)", TEXT)[1:]
    assert len(sections) == 9
    assert all("\n| `" in section for section in sections)
    assert TEXT.count("\n| `") == len(rows(3)) + len(rows(2))
