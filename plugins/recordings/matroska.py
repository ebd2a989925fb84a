"""WebM and Matroska (RFC 8794, RFC 9559): nested elements. Those that are not named here become Void (RFC
8794 §11.3.2)."""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank

_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
_CLUSTER, _SEEK, _CUES = 0x1F43B675, 0x114D9B74, 0x1C53BB6B
_OF_CLUSTER = (0xE7, 0xA3, 0xA0, 0xA7, 0xAB)  # its children
_KEPT = {
    None: (_EBML, _SEGMENT, _INFO, _TRACKS, _CLUSTER, _SEEK, _CUES, *_OF_CLUSTER),
    _INFO: (0x2AD7B1, 0x4489, 0x4D80, 0x5741),  # scale, duration, and two programs that must be named
    _TRACKS: (_TRACK,),
}
_PROGRAMS = (0x4D80, 0x5741)
_NAMES = (0x536E, 0x258688)  # of a track, and of its encoder
_VOID, _CHECKSUM = 0xEC, 0xBF


class _Element(NamedTuple):
    kind: int
    start: int
    body: int
    end: int


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in a Matroska or WebM file. Raises RecordingError."""
    position, tracks = 0, 0
    while position < len(data):
        element = _element(data, position, len(data))
        if element.kind not in _KEPT[None]:
            yield from _void(element)
        elif element.kind in (_INFO, _TRACKS):
            yield from _clean_children(data, element)
        tracks += element.kind == _TRACKS
        has_children = element.kind in (_SEGMENT, _CLUSTER)
        position = element.body if has_children else element.end
    if not tracks:
        raise RecordingError("holds no film and no sound")


def _clean_children(data: memoryview, parent: _Element) -> Iterator[Patch]:
    position = parent.body
    while position < parent.end:
        element = _element(data, position, parent.end)
        if parent.kind == _TRACK:
            is_kept = element.kind not in (*_NAMES, _VOID, _CHECKSUM)
        else:
            is_kept = element.kind in _KEPT[parent.kind]
        if not is_kept:
            yield from _void(element)
        elif element.kind in _PROGRAMS and parent.kind == _INFO:
            yield blank(element.body, element.end)
        elif element.kind == _TRACK:
            yield from _clean_children(data, element)
        position = element.end


def _element(data: memoryview, start: int, end: int) -> _Element:
    """Read an element's head: an id and a size, whose first byte gives their length (RFC 8794 §4). A size of
    all ones means “unknown”: the element reaches to `end`."""
    width = 9 - data[start].bit_length()
    kind = int.from_bytes(data[start : start + width], "big")
    length = 9 - data[start + width].bit_length()
    body = start + width + length
    size = int.from_bytes(data[start + width : body], "big") & (1 << 7 * length) - 1
    last = end if size == (1 << 7 * length) - 1 else body + size
    if width > 4 or length > 8 or last > end:
        raise RecordingError
    return _Element(kind, start, body, last)


def _void(element: _Element) -> Iterator[Patch]:
    """Overwrite an element with an empty one of the same length."""
    size = element.end - element.start
    head = bytes([_VOID, 0x80 | size - 2]) if size <= 128 else b"\xec\x01" + (size - 9).to_bytes(7, "big")
    yield Patch(element.start, head + bytes(size - len(head)))
