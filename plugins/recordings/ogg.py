"""Ogg (RFC 3533): pages, in which packets of streams lie. The second packet of a stream holds comments; a
name of spaces for the program that made it takes their place, which is right in all of these formats."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch

_HEAD = 27
_BEGINS = 0x02
_POLYNOMIAL = 0x04C11DB7
_CODECS = {  # by how the first packet begins: how that of comments does, and what ends it
    b"\x01vorbis": (b"\x03vorbis", b"\x01"),
    b"OpusHead": (b"OpusTags", b""),
    b"\x80theora": (b"\x81theora", b""),
    b"Speex   ": (b"", b""),
}
_NO_COMMENTS = b"fishead\0"  # Skeleton


class _Page(NamedTuple):
    start: int
    body: int
    end: int
    serial: int
    begins: bool
    lacing: bytes


class _Stream:
    """Its packets so far. `parts`: of the second one, where it lies; `pages`: in which."""

    def __init__(self, first: bytes) -> None:
        self.begin, self.ending = next((_CODECS[one] for one in _CODECS if first.startswith(one)), (b"", b""))
        known = any(first.startswith(one) for one in (*_CODECS, _NO_COMMENTS))
        if not known:
            raise RecordingError("holds a stream that is not known here")
        self.number = 2 if first.startswith(_NO_COMMENTS) else 0
        self.parts: list[tuple[int, int]] = []
        self.pages: list[_Page] = []


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in an Ogg file. Raises RecordingError."""
    streams: dict[int, _Stream] = {}
    for page in _pages(data):
        if page.begins:
            streams[page.serial] = _Stream(bytes(data[page.body : page.body + 8]))
        stream = streams[page.serial]
        if stream.number < 2:
            _gather(page, stream)
            if stream.number >= 2:
                yield from _without_comments(data, stream)
    if any(stream.number < 2 for stream in streams.values()):
        raise RecordingError


def _pages(data: memoryview) -> Iterator[_Page]:
    position = 0
    while position < len(data):
        if bytes(data[position : position + 4]) != b"OggS":
            raise RecordingError
        table = position + _HEAD
        body = table + data[table - 1]
        lacing = bytes(data[table:body])
        end = body + sum(lacing)
        if end > len(data):
            raise RecordingError
        serial = int.from_bytes(data[position + 14 : position + 18], "little")
        yield _Page(position, body, end, serial, bool(data[position + 5] & _BEGINS), lacing)
        position = end


def _gather(page: _Page, stream: _Stream) -> None:
    """A packet ends with the first piece of less than 255 bytes (§6)."""
    position = page.body
    for length in page.lacing:
        if stream.number == 1:
            stream.parts.append((position, position + length))
            if page not in stream.pages:
                stream.pages.append(page)
        position += length
        if length < 255:
            stream.number += 1
        if stream.number == 2:
            return


def _without_comments(data: memoryview, stream: _Stream) -> Iterator[Patch]:
    length = sum(end - start for start, end in stream.parts)
    name = length - len(stream.begin) - 8 - len(stream.ending)
    if name < 0:
        raise RecordingError
    packet = stream.begin + name.to_bytes(4, "little") + b" " * name + bytes(4) + stream.ending
    pages = {page: bytearray(data[page.start : page.end]) for page in stream.pages}
    for start, end in stream.parts:
        page = next(each for each in stream.pages if each.body <= start and end <= each.end)
        pages[page][start - page.start : end - page.start], packet = (
            packet[: end - start],
            packet[end - start :],
        )
    for page, made in pages.items():
        made[22:26] = bytes(4)
        made[22:26] = _checksum(made).to_bytes(4, "little")
        yield Patch(page.start, bytes(made))


def _checksum(page: bytearray) -> int:
    """The checksum of a page (RFC 3533 §6, field 7)."""
    known, table = 0, _table()
    for byte in page:
        known = (known << 8) & 0xFFFFFFFF ^ table[known >> 24 ^ byte]
    return known


@cache
def _table() -> tuple[int, ...]:
    return tuple(map(_remainder, range(256)))


def _remainder(byte: int) -> int:
    known = byte << 24
    for _ in range(8):
        known = known << 1 ^ (_POLYNOMIAL if known & 0x80000000 else 0)
    return known & 0xFFFFFFFF
