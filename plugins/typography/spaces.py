"""No-break spaces before tall punctuation and inside guillemets.

Source: Lexique, « ponctuation », table of the spaces around signs: a fine before ; ! ?, a word space
before the colon and inside guillemets, all of them insécables.
"""

import re
from collections.abc import Iterator

from plugins.typography.signs import NBSP, NNBSP, SPACES, Edit, no_break

_BEFORE_SIGN = re.compile(rf"(?<=[^\s«(\[{{])[{SPACES}]+(?=[;:!?])(?!!=|:=)")
_AFTER_OPENING = re.compile(rf"«([{SPACES}]*)(?=\S)")
_BEFORE_CLOSING = re.compile(rf"(?<=\S)([{SPACES}]*)»")


def punctuation(text: str) -> Iterator[Edit]:
    """Only where the author typed a space: `ça!` stays, and so do `10:30`, `16:9`."""
    if not ("!" in text or "?" in text or ":" in text or ";" in text):
        return
    for match in _BEFORE_SIGN.finditer(text):
        space = NBSP if text[match.end()] == ":" else NNBSP
        yield from no_break(text, *match.span(), space)


def opening_guillemets(text: str) -> Iterator[Edit]:
    """U+00A0 behind « whether or not a space was typed."""
    if "«" not in text:
        return
    for match in _AFTER_OPENING.finditer(text):
        if match[1]:
            yield from no_break(text, *match.span(1), NBSP)
        else:
            yield Edit(*match.span(), f"«{NBSP}")


def closing_guillemets(text: str) -> Iterator[Edit]:
    """U+00A0 before » whether or not a space was typed."""
    if "»" not in text:
        return
    for match in _BEFORE_CLOSING.finditer(text):
        if match[1]:
            yield from no_break(text, *match.span(1), NBSP)
        else:
            yield Edit(*match.span(), f"{NBSP}»")
