"""Splits a text into blocks: paragraphs, headings, lists, quotations, rules, code. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.markdown.declined import Declined
from plugins.markdown.fences import HELD


class Paragraph(NamedTuple):
    text: str


class Heading(NamedTuple):
    level: int
    text: str


class Items(NamedTuple):
    """A tight list: `tag` is `ul` or `ol`."""

    tag: str
    texts: list[str]


class Quote(NamedTuple):
    blocks: "list[Block]"


class Rule(NamedTuple):
    pass


class Code(NamedTuple):
    """A code block. `number`: its index in the list that `Fences.take` returns."""

    number: int


Block = Paragraph | Heading | Items | Quote | Rule | Code

_HEADING = re.compile(r"(#{1,6})([^#\\\n]+)#*")
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|- - -|\* \* \*")
_ITEM = re.compile(r" {0,3}(?P<sign>\d+\.|[*+-]) +(?P<text>.*)")
_NESTED = re.compile(r" {4,}(?:\d+\.|[*+-]) ")
_QUOTED = re.compile(r" {0,3}> ?(.*)")
# Lines that are not part of a paragraph: a heading, a quotation, a definition, the line of signs below a
# heading or in a table.
_CLAIMED = re.compile(r"\n {0,3}(?:[#>]|: |[-=*_|: ]+(?:\n|\Z))")


def read(text: str) -> list[Block]:
    """All blocks in order. Raises Declined."""
    blocks: list[Block] = []
    _read(text, blocks)
    return blocks


def texts(row: list[Block]) -> list[str]:
    """The texts of blocks, in order, without code."""
    found: list[str] = []
    for block in row:
        if isinstance(block, Paragraph | Heading):
            found.append(block.text)
        elif isinstance(block, Items):
            found += block.texts
        elif isinstance(block, Quote):
            found += texts(block.blocks)
    return found


def _read(text: str, into: list[Block], quoted: bool = False) -> None:
    for block in text.split("\n\n"):
        block = block.lstrip("\n")
        if not block:
            continue
        if block[0].isalpha() and "\n" not in block:
            into.append(Paragraph(block))
        elif block[-1] == "\n":
            raise Declined
        else:
            for part in _between_headings(block):
                into.append(_block(part, into, quoted))


def _between_headings(block: str) -> Iterator[str]:
    """The parts of a block, which each line that is a heading splits."""
    if "\n#" not in block and not (block[0] == "#" and "\n" in block):
        yield block
        return
    lines: list[str] = []
    for line in block.split("\n"):
        if line.startswith("#"):
            if lines:
                yield "\n".join(lines)
            yield line
            lines = []
        else:
            lines.append(line)
    if lines:
        yield "\n".join(lines)


def _block(text: str, before: list[Block], quoted: bool) -> Block:
    if text[0] == HELD:
        return Code(int(text[1:]))
    if text[0] == "#":
        return _heading(text)
    if _RULE.fullmatch(text):
        return Rule()
    if _ITEM.match(text):
        return _items(text, before)
    if text[0] == ">":
        return _quote(text, before, quoted)
    if text[0] == " " or not _unclaimed(text):
        raise Declined
    return Paragraph(text.lstrip())


def _unclaimed(text: str) -> bool:
    """Whether a text can only be text."""
    return bool(text.strip()) and not _may_define(text) and not _CLAIMED.search(f"\n{text}")


def _may_define(text: str) -> bool:
    """Whether a text may define a link or a note (`[a]: b`), or an abbreviation (`*[a] : b`)."""
    return "]:" in text or ("*[" in text and "] :" in text)


def _heading(line: str) -> Heading:
    heading = _HEADING.fullmatch(line)
    if heading is None or not heading[2].strip():
        raise Declined
    return Heading(len(heading[1]), heading[2].strip())


def _items(text: str, before: list[Block]) -> Items:
    if before and isinstance(before[-1], Items):  # one list then, whose items are paragraphs
        raise Declined
    items: list[str] = []
    for line in text.split("\n"):
        if item := _ITEM.match(line):
            items.append(item["text"])
        elif _NESTED.match(line):
            raise Declined
        else:
            items[-1] += f"\n{line}"
    if not all(item and item[0] != "\n" and _unclaimed(item) and not _ITEM.match(item) for item in items):
        raise Declined
    return Items("ol" if text.lstrip(" ")[0].isdigit() else "ul", [item.lstrip() for item in items])


def _quote(text: str, before: list[Block], quoted: bool) -> Quote:
    """A quotation. Two in a row are one, as in Python-Markdown."""
    if quoted:
        raise Declined
    quote = before.pop() if before and isinstance(before[-1], Quote) else Quote([])
    assert isinstance(quote, Quote)
    _read("\n".join(map(_unquoted, text.split("\n"))), quote.blocks, quoted=True)
    if not quote.blocks:
        raise Declined
    return quote


def _unquoted(line: str) -> str:
    if line.strip() == ">":
        return ""
    if quoted := _QUOTED.match(line):
        return quoted[1]
    if not _unclaimed(line):
        raise Declined
    return line
