"""Addresses that some software cut and marked with dots; they lead nowhere. `docs/linking.md` §6.

Dotclear 2 cut what it showed to 35 bytes of HTML (`&` is `&amp;` there) and wrote `...` behind. Where only
the shown text is left, the address is lost: to link its beginning would invent an address.
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
    """Where a label of 33 to 35 bytes ends, its mark included, if one begins at `start`."""
    furthest = start + _LONGEST + 4
    if text.find("...", start, furthest) < 0 and text.find("…", start, furthest) < 0:
        return None
    for mark in _MARK.finditer(text, start, furthest):
        dots = _label_before(text, start, mark)
        if dots is not None:
            return _behind(text, dots)
        if mark.group() == "…":  # no label holds one
            return None
    return None


def _label_before(text: str, start: int, mark: re.Match[str]) -> int | None:
    """Where the mark of a label begins; None if there is no label. The label itself may end with a dot."""
    dots = mark.start()
    if mark.group().startswith("....") and _bytes(text[start:dots]) == _SHORTEST - 1:
        dots += 1
    if not _SHORTEST <= _bytes(text[start:dots]) <= _LONGEST or _NOT_IN_LABEL.search(text, start, dots):
        return None
    return None if _goes_on(text, dots) else dots


def _goes_on(text: str, dots: int) -> bool:
    """`…/compare/v1...v2` is whole: a word follows its dots."""
    return _WORD_BEHIND.match(text, dots) is not None


def long_cut(text: str, start: int, end: int) -> int | None:
    """Where the mark ends that stands behind an address longer than 35 bytes; None if none does."""
    dots = _dots_behind(text, end)
    if dots is None or _bytes(text[start:dots]) <= _LONGEST:
        return None
    return _behind(text, dots)


def _dots_behind(text: str, end: int) -> int | None:
    """Where a mark stands behind an address, punctuation between them allowed."""
    if text[end : end + 1] not in _TAIL_OR_MARK:
        return None
    run = _TAIL_RUN.match(text, end)
    tail = run.end() if run else end
    dots = text.find("...", end, tail)
    if dots >= 0:
        return dots
    return tail if text.startswith("…", tail) else None


def short_cut(text: str, path: int, end: int) -> bool:
    """An ellipsis glued to a path, as Twitter cut; behind a host or its `/` it is the author's own."""
    return end - path > 1 and text.startswith("…", end)


def forum_cut(text: str, start: int, end: int) -> bool:
    """A forum's way: the beginning of a long address, ` ... `, its end."""
    return end - start >= _LONGEST and text.startswith(_FORUM_MARK, end)


def _behind(text: str, dots: int) -> int:
    return dots + (3 if text.startswith("...", dots) else 1)


def _bytes(label: str) -> int:
    """Bytes as HTML, as the old system counted them."""
    size = len(label) if label.isascii() else len(label.encode("utf-8", "replace"))
    return size + 4 * label.count("&")
