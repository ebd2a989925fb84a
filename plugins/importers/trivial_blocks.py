"""Recognises blocks that Markdown certainly shows as they were, so that they need not be rendered for
comparison. Pure.

Most of an old blog consists of plain paragraphs. `tests/importers/test_prose.py` renders blocks that are
accepted here.
"""

import re
from collections.abc import Sequence
from operator import and_

from bs4 import Tag
from bs4.element import NavigableString

# No character that is special in Markdown or its extensions, and a letter or opening punctuation at the
# beginning of a line, so that it begins no list, heading, definition or code. Two spaces before a line end
# would be a <br>.
_SIGNS = r"[^\\`*_{}\[\]<>&|~^$#\x00-\x09\x0b-\x1f\n]"
_START = r"[^\W\d_]|[«“\"'(…]"
_LINE = rf"(?:{_START})(?:{_SIGNS}*[^\s\\`*_{{}}\[\]<>&|~^$#])?"
_WORDS = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_ADDRESS = re.compile(r"(?:https?://|/)[A-Za-z0-9./?=%#-]+")
_EDGES = frozenset(" .,;)(")
_LISTS = frozenset({"ul", "ol"})
_EMPHASIS = frozenset({"em", "i", "strong", "b"})


def are_trivial(blocks: Sequence[Tag]) -> bool:
    """Whether all blocks are trivial, and no two lists are adjacent, which would be one list in Markdown."""
    lists = [block.name in _LISTS for block in blocks]
    return not any(map(and_, lists, lists[1:])) and all(map(_is_trivial, blocks))


def _is_trivial(block: Tag) -> bool:
    if block.attrs:
        return False
    match block.name:
        case "p":
            return _is_line_of_words(block)
        case "h2" | "h3" | "h4":
            return all(isinstance(child, NavigableString) for child in block) and _is_one_line(block)
        case "ul" | "ol":
            items = [child for child in block.children if isinstance(child, Tag) or str(child).strip()]
            return bool(items) and all(_is_trivial_item(item) for item in items)
    return False


def _is_trivial_item(item: object) -> bool:
    plain = isinstance(item, Tag) and item.name == "li" and not item.attrs
    return plain and isinstance(item, Tag) and _is_one_line(item) and _is_line_of_words(item)


def _is_one_line(block: Tag) -> bool:
    text = block.get_text()
    return "\n" not in text and _WORDS.fullmatch(text) is not None


def _is_line_of_words(block: Tag) -> bool:
    """Whether a block consists of text, emphasis and links that do not touch each other, and begins with
    text."""
    if _WORDS.fullmatch(block.get_text().rstrip(" \n")) is None or not isinstance(
        next(block.children, None), NavigableString
    ):
        return False
    return all(_is_apart(child) for child in block.children)


def _is_apart(child: object) -> bool:
    if type(child) is NavigableString:
        return True
    if not isinstance(child, Tag) or any(isinstance(inner, Tag) for inner in child):
        return False
    text = child.get_text()
    if not text or text != text.strip() or "\n" in text:
        return False
    before, after = child.previous_sibling, child.next_sibling
    if not (type(before) is NavigableString and str(before)[-1:] in _EDGES):
        return False
    if after is not None and not (type(after) is NavigableString and str(after)[:1] in _EDGES):
        return False
    if child.name == "a":
        href = child.attrs.get("href", "")
        return child.attrs.keys() == {"href"} and bool(_ADDRESS.fullmatch(str(href))) and "://" not in text
    return child.name in _EMPHASIS and not child.attrs
