"""Where the raised letters of ordinals stand: 1er, 1re, 2e, XIXe.

Source: Lexique, « abréviations des adjectifs ordinaux »: -er, -re, -e and their plurals, raised. Other
spellings (2ème, 2ième) are left as typed: a letter is never taken away.
"""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import paragraphs, places

_FIGURES = r"1(?:er|re)s?|(?:[2-9]|[1-9][0-9]{1,5})es?|2(?:nd|de|nde)s?"
# Up to XXXIX: with L, C, D and M, numerals and words meet (Le, Ce, De, Me).
_ROMAN = r"I(?:er|re)s?|(?=[XV]|I[IVX])X{0,3}(?:IX|IV|V?I{0,3})es?"
_ORDINAL = re.compile(rf"(?<![\w.,:/])(?:{_FIGURES}|{_ROMAN})(?![\w'’])")
_END = re.compile(r"[0-9IVX](?:er?|re|nde?|de)s?(?![\w'’])")
_NUMERALS = "0123456789IVX"


def raised(text: str) -> Sequence[tuple[int, int]]:
    """The places of the letters to raise, in order."""
    return list(_raised(text)) if may_hold_ordinal(text) else ()


def may_hold_ordinal(text: str) -> bool:
    """Quick, and the same before and behind the other rules, which take no letter and part none."""
    return any(_END.match(text, at) for at in places(text, _NUMERALS))


def _raised(text: str) -> Iterator[tuple[int, int]]:
    for start, block in paragraphs(text):
        for ordinal in _ORDINAL.finditer(block) if may_hold_ordinal(block) else ():
            end = start + ordinal.end()
            yield end - len(ordinal[0].lstrip(_NUMERALS)), end
