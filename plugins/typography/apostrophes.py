"""The typewriter's `'` is U+2019 RIGHT SINGLE QUOTATION MARK where a letter was dropped, and only there."""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import APOSTROPHE, EM_DASH, EN_DASH, OBJECT, PARAGRAPH, Edit, places

_BRACKETS = frozenset(f'([{{«“"{EN_DASH}{EM_DASH}-/')
_BEFORE_WORD = f"«“{OBJECT}"
_YEAR = re.compile(r"[0-9]{2}s?(?![\w'])")
"""Without its century; between two apostrophes it is quoted."""


def apostrophes(text: str) -> Sequence[Edit]:
    """`l'eau`, `l'« eau »`, `d'1 euro`, `'tain`, `Mai '68`; words in single quotes, feet and minutes stay."""
    if "'" not in text:
        return ()
    return [(start, start + 1, APOSTROPHE) for start in sorted(_elisions(text))]


def _elisions(text: str) -> Iterator[int]:
    """Where an apostrophe stands. An opening `'` that a later one closes is a quotation mark: not given."""
    opening: list[int] = []
    for start in places(text, f"'{PARAGRAPH}"):
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if text[start] == PARAGRAPH:
            yield from opening
            opening = []
        elif before.isalpha() and _begins_word(text, start + 1):
            yield start
        elif after.isalnum() and (not before or before.isspace() or before in _BRACKETS):
            if after.isalpha():
                opening.append(start)
            elif _YEAR.match(text, start + 1):
                yield start
        elif opening and before and not before.isspace() and not after.isalnum():
            opening.pop()
    yield from opening


def _begins_word(text: str, at: int) -> bool:
    """Whether a word stands here, be it quoted, code or a link."""
    sign, after = text[at : at + 1], text[at + 1 : at + 2]
    return sign.isalnum() or (bool(sign) and sign in _BEFORE_WORD) or (sign == '"' and after.isalnum())
