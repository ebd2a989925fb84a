"""Which script a character is written in, as far as hosts and the borders of words need to know.

Python carries no script property (UAX 24), but the name of a letter begins with its script.
"""

from functools import lru_cache
from unicodedata import category, name

_WIDTHS = ("HALFWIDTH ", "FULLWIDTH ")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@lru_cache(maxsize=4096)
def script(character: str) -> str | None:
    """`LATIN`, `CYRILLIC`, `CJK` (Han) …; None for signs and digits, which all scripts share."""
    if category(character) not in {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}:
        return None
    words = name(character, "")
    for width in _WIDTHS:
        words = words.removeprefix(width)
    first = words.partition(" ")[0].partition("-")[0]
    return "CJK" if first == "IDEOGRAPHIC" else first


def continues_word(character: str) -> bool:
    """Letters, digits, and the marks that sit on them."""
    return character.isalnum() or category(character).startswith("M")


def unspaced(character: str) -> bool:
    """Han, Kana and Hangul stand without a space between words."""
    return script(character) in _UNSPACED
