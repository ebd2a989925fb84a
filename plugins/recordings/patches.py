"""Bytes that take the place of others in a file, whose size stays: no offset in it moves. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Patch(NamedTuple):
    start: int
    data: bytes


def blank(start: int, end: int) -> Patch:
    return Patch(start, bytes(max(0, end - start)))


def blank_but(kept: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[Patch]:
    """All from `start` to `end` but what is in the ranges `kept`."""
    for first, last in sorted(kept):
        if first > start:
            yield blank(start, min(first, end))
        start = max(start, last)
        if start >= end:
            return
    if start < end:
        yield blank(start, end)
