"""WAV (RIFF): chunks side by side. Those that are not played become `JUNK`, which every reader passes."""

from collections.abc import Iterator

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank

_KEPT = (b"fmt ", b"fact", b"data")


def patches(data: memoryview) -> Iterator[Patch]:
    """A recorder that was cut off has not written how long it is: the sound goes on to the end then."""
    position, sounds = 12, 0
    while position + 8 <= len(data):
        kind, body = bytes(data[position : position + 4]), position + 8
        end = body + int.from_bytes(data[position + 4 : body], "little")
        if kind not in _KEPT:
            yield Patch(position, b"JUNK")
            yield blank(body, min(end, len(data)))
        sounds += kind == b"data"
        position = end + end % 2
    if not sounds:
        raise RecordingError("holds no sound")
    if position < len(data):
        yield blank(position, len(data))
