"""Ogg (RFC 3533): pages that hold the packets of streams. The second packet of a stream holds comments. It is
overwritten with one that has no comments, and a vendor name of spaces so that its length is the same; that is
valid in all of these codecs."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch

_HEAD = 27
_BEGINS = 0x02
_POLYNOMIAL = 0x04C11DB7
_CODECS = {  # by the signature of the first packet: that of the comment packet, and its last bytes
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
    """A stream as far as it was read. `packets`: how many are complete; `parts`: the byte ranges of the
    comment packet; `pages`: those it is on."""

    def __init__(self, first: bytes) -> None:
        signature = next((each for each in (*_CODECS, _NO_COMMENTS) if first.startswith(each)), None)
        if signature is None:
            raise RecordingError("holds a stream that is not known here")
        self.begin, self.ending = _CODECS.get(signature, (b"", b""))
        self.packets = 2 if signature == _NO_COMMENTS else 0
        self.parts: list[tuple[int, int]] = []
        self.pages: list[_Page] = []


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in an Ogg file. Raises RecordingError."""
    streams: dict[int, _Stream] = {}
    for page in _pages(data):
        if page.begins:
            streams[page.serial] = _Stream(bytes(data[page.body : page.body + 8]))
        stream = streams[page.serial]
        if stream.packets < 2:
            _note_packets(page, stream)
            if stream.packets >= 2:
                yield from _without_comments(data, stream)
    if any(stream.packets < 2 for stream in streams.values()):
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


def _note_packets(page: _Page, stream: _Stream) -> None:
    """Note which bytes of a page belong to the comment packet. A packet ends with the first segment of less
    than 255 bytes (§6)."""
    position = page.body
    for length in page.lacing:
        if stream.packets == 1:
            stream.parts.append((position, position + length))
            if page not in stream.pages:
                stream.pages.append(page)
        position += length
        if length < 255:
            stream.packets += 1
        if stream.packets == 2:
            return


def _without_comments(data: memoryview, stream: _Stream) -> Iterator[Patch]:
    length = sum(end - start for start, end in stream.parts)
    spaces = length - len(stream.begin) - 8 - len(stream.ending)
    if spaces < 0:
        raise RecordingError
    packet = stream.begin + spaces.to_bytes(4, "little") + b" " * spaces + bytes(4) + stream.ending
    pages = {page: bytearray(data[page.start : page.end]) for page in stream.pages}
    for start, end in stream.parts:
        page = next(each for each in stream.pages if each.body <= start and end <= each.end)
        pages[page][start - page.start : end - page.start], packet = (
            packet[: end - start],
            packet[end - start :],
        )
    for page, content in pages.items():
        content[22:26] = bytes(4)
        content[22:26] = _checksum(content).to_bytes(4, "little")
        yield Patch(page.start, bytes(content))


def _checksum(page: bytearray) -> int:
    """The checksum of a page (RFC 3533 §6, field 7)."""
    checksum, table = 0, _table()
    for byte in page:
        checksum = (checksum << 8) & 0xFFFFFFFF ^ table[checksum >> 24 ^ byte]
    return checksum


@cache
def _table() -> tuple[int, ...]:
    return tuple(map(_remainder, range(256)))


def _remainder(byte: int) -> int:
    remainder = byte << 24
    for _ in range(8):
        remainder = remainder << 1 ^ (_POLYNOMIAL if remainder & 0x80000000 else 0)
    return remainder & 0xFFFFFFFF
