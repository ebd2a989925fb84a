"""The script of a character, as far as host names and word boundaries need it.

Python has no script property (UAX 24), but the Unicode name of a letter begins with its script.
"""

from functools import lru_cache
from unicodedata import category, name

_WIDTHS = ("HALFWIDTH ", "FULLWIDTH ")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@lru_cache(maxsize=4096)
def script(character: str) -> str | None:
    """`LATIN`, `CYRILLIC`, `CJK` (Han) …; None for symbols and digits, which all scripts share."""
    if category(character) not in {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}:
        return None
    words = name(character, "")
    for width in _WIDTHS:
        words = words.removeprefix(width)
    first = words.partition(" ")[0].partition("-")[0]
    return "CJK" if first == "IDEOGRAPHIC" else first


def continues_word(character: str) -> bool:
    """Whether it is a letter, a digit or a combining mark."""
    return character.isalnum() or category(character).startswith("M")


def unspaced(character: str) -> bool:
    """Whether its script may be written without spaces between words: Han, Kana and Hangul."""
    return script(character) in _UNSPACED
