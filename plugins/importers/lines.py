"""Reads lines of a stream, which end with LF only, up to a maximum length."""

from collections.abc import Iterator
from typing import Protocol


class Readable(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def lines(stream: Readable, maximum: int) -> Iterator[bytes]:
    """Each line with its LF. A longer line is cut after `maximum` bytes."""
    while line := stream.readline(maximum):
        rest = line
        while len(rest) == maximum and not rest.endswith(b"\n"):
            rest = stream.readline(maximum)
        yield line
