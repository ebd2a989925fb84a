"""Where an address ends: by its characters, by its brackets, by the punctuation of the sentence around it.

`docs/linking.md` §3 and §4. Each text is read once, however many addresses begin in it.
"""

import re

from plugins.comments.emphasis import SIGNS, Emphasis
from plugins.common.text import UNFIT

SCHEME = r"[hH][tT][tT][pP][sS]?://"  # not IGNORECASE: to it, ſ is an s
WWW = r"[wW][wW][wW]\."

# What no address holds, as the inside of a character class: white space, the unfit, what is invisible
# (Default_Ignorable_Code_Point of UAX 44, but ZWJ, ZWNJ and variation selectors, which words may need), and
# what is not a URL code point (WHATWG URL §4.3) or closes a quotation.
STOP = (
    rf"\s{UNFIT}\ufffd"
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e00ff"
    r"\"<>^|`\\«»“”„‹›…—"
)

# The sentence's, when they stand last: punctuation, single quotes, joiners. Emphasis has rules of its own.
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
    """The ends of the addresses of one text; asked from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._limit = 0
        self._brackets: list[tuple[int, int]] = []
        self._next = 0
        self._emphasis = Emphasis(text)

    def after(self, path: int) -> int:
        """The first place behind `path` that is not in the address; the sentence's punctuation still is."""
        if path >= self._limit:
            self._read(path)
        for index in range(self._next, len(self._brackets)):
            place, partner = self._brackets[index]
            if place >= path and partner < path:
                self._next = index
                return place
        self._next = len(self._brackets)
        return self._limit

    def without_tail(self, start: int, path: int, end: int) -> int:
        """The end of the address, which begins at `start` and its path at `path`, once the sentence took its
        own: punctuation, and the signs of an emphasis that was opened before the address."""
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
        held = _BRACKETS.search(self._text, path, self._limit)
        self._brackets = _borders(self._text, held.start(), self._limit) if held else []
        self._next = 0


def _borders(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Brackets at which an address may have to end, in order: (place, place of the partner or -1).

    A closer ends an address that begins behind its partner. An opener whose inside does not close ends every
    address before it, and so does a closer that closes nothing.
    """
    stack: list[int] = []
    borders: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text, start, end):
        sign, place = match.group(), match.start()
        if sign not in _PARTNER:
            stack.append(place)
        elif stack and text[stack[-1]] == _PARTNER[sign]:
            borders.append((place, stack.pop()))
        else:
            borders += [(opener, _NOWHERE) for opener in stack] + [(place, _NOWHERE)]
            stack.clear()
    borders += [(opener, _NOWHERE) for opener in stack]
    return sorted(borders)
