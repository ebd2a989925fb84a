"""FLAC (RFC 9639 §8): blocks of metadata before the sound. Blocks that a player needs stay; the others become
padding."""

from collections.abc import Iterator

from plugins.recordings import mpeg
from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank

_LAST, _STREAMINFO, _PADDING, _SEEKTABLE = 0x80, 0, 1, 3


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in a FLAC file. Raises RecordingError."""
    yield from mpeg.without_tags(data)
    position, last = mpeg.after_tags(data) + 4, False
    while not last:
        kind, last = data[position] & ~_LAST, bool(data[position] & _LAST)
        body = position + 4
        end = body + int.from_bytes(data[position + 1 : body], "big")
        if end > len(data):
            raise RecordingError
        if kind not in (_STREAMINFO, _SEEKTABLE):
            yield Patch(position, bytes([_PADDING | (_LAST if last else 0)]))
            yield blank(body, end)
        position = end
