"""Skips the part of a file after malformed XML, up to the next element with one of some names."""

import re
from collections.abc import Iterable

_KEPT = 64
"""The number of bytes at the end of a piece that may be the beginning of a tag."""


class Gap:
    """Receives the file piece by piece, from the malformed place on."""

    def __init__(self, names: Iterable[str]) -> None:
        alternatives = b"|".join(re.escape(name).encode() for name in names)
        self._begins = re.compile(b"<(?:" + alternatives + rb")[\s/>]")
        self._tail = b""

    def passed(self, data: bytes) -> tuple[int, bytes]:
        """The number of skipped line ends, and the data from the next element on; empty if it has not come
        yet."""
        data = self._tail + data
        begin = self._begins.search(data)
        end = begin.start() if begin else max(0, len(data) - _KEPT)
        self._tail, rest = (b"", data[end:]) if begin else (data[end:], b"")
        return data.count(b"\n", 0, end), rest

    def ends(self, root: str) -> bool:
        """Whether the end tag of the document's first element was there."""
        return f"{root}>".encode() in self._tail
