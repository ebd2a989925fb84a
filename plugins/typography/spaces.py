"""No-break spaces before tall punctuation and inside guillemets.

Source: Lexique, « ponctuation », table of the spaces around signs: a fine before ; ! ?, a word space
before the colon and inside guillemets, all of them insécables.
"""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import NBSP, NNBSP, SPACES, Edit, no_break, places, spaces_before

_OPERATORS = ("!=", ":=")
_NOT_BEFORE_SIGN = frozenset("«([{")
_AFTER_OPENING = re.compile(rf"«([{SPACES}]*)(?=\S)")


def punctuation(text: str) -> Sequence[Edit]:
    """Only where the author typed a space: `ça!` stays, and so do `10:30`, `16:9`."""
    edits: list[Edit] = []
    for end in places(text, ";:!?"):
        start = spaces_before(text, end)
        if start < end and _stands_after_word(text, start) and text[end : end + 2] not in _OPERATORS:
            edits += no_break(text, start, end, NBSP if text[end] == ":" else NNBSP)
    return edits


def _stands_after_word(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return bool(before) and not before.isspace() and before not in _NOT_BEFORE_SIGN


def opening_guillemets(text: str) -> Sequence[Edit]:
    """U+00A0 behind « whether or not a space was typed."""
    return list(_behind_opening(text)) if "«" in text else ()


def _behind_opening(text: str) -> Iterator[Edit]:
    for match in _AFTER_OPENING.finditer(text):
        if match[1]:
            yield from no_break(text, *match.span(1), NBSP)
        else:
            yield (*match.span(), f"«{NBSP}")


def closing_guillemets(text: str) -> Sequence[Edit]:
    """U+00A0 before » whether or not a space was typed."""
    return list(_before_closing(text)) if "»" in text else ()


def _before_closing(text: str) -> Iterator[Edit]:
    for end in places(text, "»"):
        start = spaces_before(text, end)
        if not start or text[start - 1].isspace():
            continue
        if start < end:
            yield from no_break(text, start, end, NBSP)
        else:
            yield (end, end + 1, f"{NBSP}»")
