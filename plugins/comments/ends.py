"""Finds the end of an address: by its characters, its brackets and the punctuation of the surrounding
sentence.

`docs/linking.md` §3 and §4. Each text is scanned once, no matter how many addresses begin in it.
"""

import re

from plugins.comments.emphasis import SIGNS, Emphasis
from plugins.common.text import UNFIT

SCHEME = r"[hH][tT][tT][pP][sS]?://"  # not IGNORECASE: to it, ſ is an s
WWW = r"[wW][wW][wW]\."

# Characters that no address contains, as the inside of a character class: white space, those unfit for text,
# invisible ones (Default_Ignorable_Code_Point of UAX 44, except ZWJ, ZWNJ and variation selectors, which
# words may need), and those that are not URL code points (WHATWG URL §4.3) or close a quotation.
STOP = (
    rf"\s{UNFIT}\ufffd"
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e00ff"
    r"\"<>^|`\\«»“”„‹›…—"
)

# At the end of an address these belong to the sentence: punctuation, single quotes, joiners. Emphasis has its
# own rules (`emphasis.py`).
TAIL = ".,;:!?'’‘‚‛–&\u200c\u200d、。，．！？；："

_END = re.compile(
    rf"[{STOP}]"
    rf"|[,;(](?={SCHEME}|{WWW})"  # two addresses glued together
    r"|\[/"  # BBCode's closing tag
    r"|\.\.\.(?=[,;:!])"  # an ellipsis, not the dots of a GitHub comparison
)
_BRACKETS = re.compile(r"[()\[\]{}]")
_PARTNER = {")": "(", "]": "[", "}": "{"}
_NOWHERE = -1


class Ends:
    """The ends of the addresses in one text, for callers that go through it from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._limit = 0
        self._brackets: list[tuple[int, int]] = []
        self._next = 0
        self._emphasis = Emphasis(text)

    def after(self, path: int) -> int:
        """The end of the address whose path begins at `path`, before the sentence's punctuation is
        removed."""
        if path >= self._limit:
            self._read(path)
        for index in range(self._next, len(self._brackets)):
            bracket, partner = self._brackets[index]
            if bracket >= path and partner < path:
                self._next = index
                return bracket
        self._next = len(self._brackets)
        return self._limit

    def without_tail(self, start: int, path: int, end: int) -> int:
        """The end of the address without what belongs to the sentence: punctuation, and signs that close an
        emphasis opened before the address. The address begins at `start`, its path at `path`."""
        opened: dict[str, int] | None = None
        while end > path:
            sign = self._text[end - 1]
            if sign in SIGNS:
                opened = opened or self._emphasis.before(start)
                if not opened[sign]:
                    break
                opened[sign] -= 1
            elif sign not in TAIL:
                break
            end -= 1
        self._emphasis.skip(start, end)
        return end

    def _read(self, path: int) -> None:
        match = _END.search(self._text, path)
        self._limit = match.start() if match else len(self._text)
        first = _BRACKETS.search(self._text, path, self._limit)
        self._brackets = _borders(self._text, first.start(), self._limit) if first else []
        self._next = 0


def _borders(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The brackets that may end an address, in order: (offset, offset of the partner or -1).

    A closing bracket ends an address that begins after its partner. A bracket without a partner ends every
    address before it.
    """
    stack: list[int] = []
    borders: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text, start, end):
        sign, offset = match.group(), match.start()
        if sign not in _PARTNER:
            stack.append(offset)
        elif stack and text[stack[-1]] == _PARTNER[sign]:
            borders.append((offset, stack.pop()))
        else:
            borders += [(opener, _NOWHERE) for opener in stack] + [(offset, _NOWHERE)]
            stack.clear()
    borders += [(opener, _NOWHERE) for opener in stack]
    return sorted(borders)
