"""Recognises addresses that other software shortened and marked with dots. `docs/linking.md` §6.

Dotclear 2 cut the text of a link to 35 bytes of HTML (where `&` is `&amp;`) and added `...`. Where only that
text is left, the address is lost: linking what remains of it would invent an address.
"""

import re

from plugins.comments.emphasis import SIGNS
from plugins.comments.ends import STOP, TAIL

_SHORTEST, _LONGEST = 33, 35  # a cut may fall into the bytes of one character
_MARK = re.compile(r"\.{3,}|…")
_NOT_IN_LABEL = re.compile(rf"[{STOP})!]")  # the old pattern took neither `)` nor `!`
_TAIL_RUN = re.compile(rf"[{TAIL}{SIGNS}]*+")
_TAIL_OR_MARK = frozenset(f"{TAIL}{SIGNS}…")
_WORD_BEHIND = re.compile(r"\.\.\.(?:[/-]|_*+[^\W_])")
_FORUM_MARK = " ... "


def label_end(text: str, start: int) -> int | None:
    """The end of a shortened label of 33 to 35 bytes that begins at `start`, including its dots, or None."""
    furthest = start + _LONGEST + 4
    if text.find("...", start, furthest) < 0 and text.find("…", start, furthest) < 0:
        return None
    for mark in _MARK.finditer(text, start, furthest):
        dots = _label_before(text, start, mark)
        if dots is not None:
            return _after_mark(text, dots)
        if mark.group() == "…":  # no label contains one
            return None
    return None


def _label_before(text: str, start: int, mark: re.Match[str]) -> int | None:
    """Where the dots behind a label begin, or None if it is no label. The label itself may end with a dot."""
    dots = mark.start()
    if mark.group().startswith("....") and _bytes(text[start:dots]) == _SHORTEST - 1:
        dots += 1
    if not _SHORTEST <= _bytes(text[start:dots]) <= _LONGEST or _NOT_IN_LABEL.search(text, start, dots):
        return None
    return None if _word_follows(text, dots) else dots


def _word_follows(text: str, dots: int) -> bool:
    """As in `…/compare/v1...v2`, which is a complete address."""
    return _WORD_BEHIND.match(text, dots) is not None


def long_cut(text: str, start: int, end: int) -> int | None:
    """The end of the dots after an address of more than 35 bytes, or None if no dots follow it."""
    dots = _dots_behind(text, end)
    if dots is None or _bytes(text[start:dots]) <= _LONGEST:
        return None
    return _after_mark(text, dots)


def _dots_behind(text: str, end: int) -> int | None:
    """Where dots begin after an address; there may be punctuation in between."""
    if text[end : end + 1] not in _TAIL_OR_MARK:
        return None
    run = _TAIL_RUN.match(text, end)
    tail = run.end() if run else end
    dots = text.find("...", end, tail)
    if dots >= 0:
        return dots
    return tail if text.startswith("…", tail) else None


def short_cut(text: str, path: int, end: int) -> bool:
    """An ellipsis right after a path, as Twitter shortened addresses. Right after a host or its `/`, the
    author typed it."""
    return end - path > 1 and text.startswith("…", end)


def forum_cut(text: str, start: int, end: int) -> bool:
    """As forums shorten a long address: its beginning, ` ... `, its end."""
    return end - start >= _LONGEST and text.startswith(_FORUM_MARK, end)


def _after_mark(text: str, dots: int) -> int:
    return dots + (3 if text.startswith("...", dots) else 1)


def _bytes(label: str) -> int:
    """The size of a label as UTF-8 HTML, which is what Dotclear counted."""
    size = len(label) if label.isascii() else len(label.encode("utf-8", "replace"))
    return size + 4 * label.count("&")
