"""Finds the stars and underscores that are emphasis; declines emphasis inside emphasis. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.markdown.declined import Declined
from plugins.typography.signs import PARAGRAPH, places

# The tags for one to four signs, innermost first.
TAGS = (("em",), ("strong",), ("em", "strong"), ("strong", "strong"))


class Run(NamedTuple):
    """Consecutive stars or underscores that may open emphasis, close it, or both."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def pairs(text: str) -> Iterator[tuple[Run, Run]]:
    """Each run that opens emphasis, with the one that closes it before the next `PARAGRAPH`. Raises Declined
    if the pairs are not that simple."""
    runs = list(_runs(text))
    index = 0
    while index < len(runs):
        opening = runs[index]
        index += 1
        if not opening.opens:
            continue
        end = text.find(PARAGRAPH, opening.end)
        while index < len(runs) and runs[index].sign != opening.sign and not runs[index].opens:
            index += 1
        if index == len(runs) or 0 <= end < runs[index].start:
            continue
        closing = runs[index]
        alike = closing.sign == opening.sign and closing.length == opening.length
        if not (alike and closing.closes and closing.length <= len(TAGS)):
            raise Declined
        yield opening, closing
        index += 1


def _runs(text: str) -> Iterator[Run]:
    """All runs, except those between white space."""
    end = 0
    for start in places(text, "*_"):
        if start < end:  # part of the previous run
            continue
        sign, end = text[start], start + 1
        while text[end : end + 1] == sign:
            end += 1
        before, after = text[start - 1 : start], text[end : end + 1]
        opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
        if sign == "_":  # never inside a word
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if opens or closes:
            yield Run(start, end, sign, opens, closes)
