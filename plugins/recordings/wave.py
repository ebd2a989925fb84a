"""WAV (RIFF): a sequence of chunks. Those that are not played become `JUNK`, which every reader skips."""

from collections.abc import Iterator

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank

_KEPT = (b"fmt ", b"fact", b"data")


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in a WAV file. Raises RecordingError. A recorder that was cut off has not written the
    size of its sound, which goes on to the end of the file then."""
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
