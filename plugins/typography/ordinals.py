"""Where the raised letters of ordinals stand: 1er, 1re, 2e, XIXe.

Source: Lexique, « abréviations des adjectifs ordinaux »: -er, -re, -e and their plurals, raised. Other
spellings (2ème, 2ième) are left as typed: a letter is never taken away.
"""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import figures

_FIGURES = r"1(?:er|re)s?|(?:[2-9]|[1-9]\d{1,5})es?|2(?:nd|de|nde)s?"
# Up to XXXIX: with L, C, D and M, numerals and words meet (Le, Ce, De, Me).
_ROMAN = r"I(?:er|re)s?|(?=[XV]|I[IVX])X{0,3}(?:IX|IV|V?I{0,3})es?"
_ORDINAL = re.compile(rf"(?<![\w.,:/])(?:{_FIGURES}|{_ROMAN})(?![\w'’])")
_ROMAN_LETTERS = re.compile(r"[IVX](?:er?|re)s?(?!\w)")
_LETTERS = re.compile("[a-z]+")


def raised(text: str) -> Sequence[tuple[int, int]]:
    """The places of the letters to raise, in order."""
    return list(_letters(text)) if figures(text) or _may_be_roman(text) else ()


def _may_be_roman(text: str) -> bool:
    return ("I" in text or "V" in text or "X" in text) and bool(_ROMAN_LETTERS.search(text))


def _letters(text: str) -> Iterator[tuple[int, int]]:
    for ordinal in _ORDINAL.finditer(text):
        letters = _LETTERS.search(text, *ordinal.span())
        if letters is not None:
            yield letters.span()
