"""Which stars and underscores are emphasis: pairs beside each other, never one in another. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.markdown.declined import Declined

_RUN = re.compile(r"((?<=\S))?(\*+|_+)((?=\S))?")  # between white space, a row of signs is nothing
# What one to four signs mean, the innermost first.
_TAGS = (("em",), ("strong",), ("em", "strong"), ("strong", "strong"))


class Run(NamedTuple):
    """A row of one sign that may open emphasis, close it, or both."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def tags(self) -> tuple[str, ...]:
        return _TAGS[self.length - 1]


def pairs(text: str) -> Iterator[tuple[Run, Run]]:
    """Each row that opens with the one that closes it. Raises Declined where that takes more thought."""
    runs = list(_runs(text))
    index = 0
    while index < len(runs):
        opening = runs[index]
        index += 1
        if not opening.opens:
            continue
        while index < len(runs) and runs[index].sign != opening.sign and not runs[index].opens:
            index += 1
        if index == len(runs):
            return
        closing = runs[index]
        alike = closing.sign == opening.sign and closing.length == opening.length
        if not (alike and closing.closes and closing.length <= len(_TAGS)):
            raise Declined
        yield opening, closing
        index += 1


def _runs(text: str) -> Iterator[Run]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        closes, opens, sign = match[1] is not None, match[3] is not None, text[start]
        if sign == "_":  # never inside a word
            opens = opens and not text[start - 1 : start].isalnum()
            closes = closes and not text[end : end + 1].isalnum()
        if opens or closes:
            yield Run(start, end, sign, opens, closes)
