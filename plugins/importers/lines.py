"""Lines of a stream, ended by LF alone, and never longer than a limit."""

from collections.abc import Iterator
from typing import Protocol


class Readable(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def lines(stream: Readable, maximum: int) -> Iterator[bytes]:
    """Each line with its LF. Of a longer one the first `maximum` bytes; the rest is read and forgotten."""
    while line := stream.readline(maximum):
        rest = line
        while len(rest) == maximum and not rest.endswith(b"\n"):
            rest = stream.readline(maximum)
        yield line
