"""What of a file is passed over after a place that is not XML: all up to the next element of some names."""

import re
from collections.abc import Iterable

_KEPT = 64
"""Bytes of one piece that may belong to a tag of the next."""


class Gap:
    """Takes the file piece by piece, from behind the place."""

    def __init__(self, names: Iterable[str]) -> None:
        every = b"|".join(re.escape(name).encode() for name in names)
        self._begins = re.compile(b"<(?:" + every + rb")[\s/>]")
        self._tail = b""

    def passed(self, data: bytes) -> tuple[int, bytes]:
        """How many line ends are behind, and what is from the next element on; nothing where it is not come
        yet."""
        data = self._tail + data
        begin = self._begins.search(data)
        end = begin.start() if begin else max(0, len(data) - _KEPT)
        self._tail, rest = (b"", data[end:]) if begin else (data[end:], b"")
        return data.count(b"\n", 0, end), rest

    def ends(self, root: str) -> bool:
        """Whether the end of the document's first element was there."""
        return f"{root}>".encode() in self._tail
