"""Patches: bytes that overwrite others in a file. Its size stays the same, so no offset in it moves. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Patch(NamedTuple):
    start: int
    data: bytes


def blank(start: int, end: int) -> Patch:
    return Patch(start, bytes(max(0, end - start)))


def blank_but(kept: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[Patch]:
    """Blank from `start` to `end`, except for the ranges `kept`."""
    for first, last in sorted(kept):
        if first > start:
            yield blank(start, min(first, end))
        start = max(start, last)
        if start >= end:
            return
    if start < end:
        yield blank(start, end)
