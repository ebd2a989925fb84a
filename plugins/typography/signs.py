"""The signs of French composition by their Unicode names, and the one thing a rule gives: an edit."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

NBSP = "\u00a0"
"""NO-BREAK SPACE: the « espace-mot insécable »."""
NNBSP = "\u202f"
"""NARROW NO-BREAK SPACE: the « fine insécable »."""
SPACES = f" \t\n{NBSP}{NNBSP}"
"""What a rule may replace; thin, hair and other spaces are somebody's choice and stay."""
LINE = "\u2028"
"""LINE SEPARATOR: how a forced line break looks to the rules."""
OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: how code, an address, an image … looks to the rules."""

ELLIPSIS = "…"
APOSTROPHE = "’"
EN_DASH = "–"
EM_DASH = "—"


class Edit(NamedTuple):
    """Put `new` in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


Rule = Callable[[str], Iterable[Edit]]
"""From a text to the edits it needs: in order, never overlapping, each one a change."""


def no_break(text: str, start: int, end: int, space: str) -> Iterable[Edit]:
    """The edit that makes of the spaces `text[start:end]` the one `space`; none if that stands already."""
    if text[start:end] != space:
        yield Edit(start, end, space)
