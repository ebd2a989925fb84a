"""MP3 and AAC: a sequence of frames (ISO/IEC 11172-3, 13818-3, 13818-7). What is before, between or behind
them is not sound, but tags: ID3, APE, Lyrics3. An ID3 tag at the beginning (ID3v2.4 §3.1, padding) or at the
end stays as an empty one, since players look for it there."""

import re
from collections.abc import Iterator

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank

_SYNC = re.compile(rb"\xff[\xe0-\xff]")
_FOOTER = 0x10
_OLD_TAG = 128
_MOST_JUNK = 1 << 20
_HALF = (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_KILOBITS = {  # by version 1 or not, and layer
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): _HALF,
    (False, 2): _LOW,
    (False, 3): _LOW,
}
_RATES = (44100, 48000, 32000)
_DIVIDED = {3: 1, 2: 2, 0: 4}  # by the two bits of the version: 1, 2, 2.5


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in an MP3 file. Raises RecordingError."""
    yield from without_tags(data)
    position, frames, data = after_tags(data), 0, data[: _old_tag_start(data)]
    while (frame := _next_frame(data, position)) is not None:
        if frame > position:
            yield blank(position, frame)
        position = frame + _frame_length(data, frame)
        frames += 1
    if not frames:
        raise RecordingError("is not a sound or film that can be read here")
    if position < len(data):
        yield blank(position, len(data))


def after_tags(data: memoryview) -> int:
    """The offset behind the ID3v2 tags at the beginning."""
    position = 0
    while bytes(data[position : position + 3]) == b"ID3":
        size = 0
        for byte in data[position + 6 : position + 10]:
            size = size << 7 | byte & 0x7F
        position += 10 + size + (10 if data[position + 5] & _FOOTER else 0)
    return min(position, len(data))


def without_tags(data: memoryview) -> Iterator[Patch]:
    """Blank all tags: those at the beginning become a single empty one, the content of the old one at the end
    is overwritten."""
    yield blank(min(_old_tag_start(data) + 3, len(data)), len(data))
    if end := after_tags(data):
        size = end - 10
        digits = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        yield Patch(0, b"ID3\4\0\0" + digits + bytes(size))


def _old_tag_start(data: memoryview) -> int:
    """The offset of the old tag (ID3v1), which has a fixed length; the end of the file if there is none."""
    start = len(data) - _OLD_TAG
    return start if start > 0 and bytes(data[start : start + 3]) == b"TAG" else len(data)


def _next_frame(data: memoryview, position: int) -> int | None:
    """The offset of the first frame from `position` on; None if there is none. Behind junk, two frames in a
    row are needed: a single one may be chance."""
    most = position + _MOST_JUNK
    while (found := _SYNC.search(data, position)) is not None and found.start() < most:
        length = _frame_length(data, found.start())
        behind = found.start() + length
        if length and behind <= len(data) and (found.start() == position or _frame_ends_at(data, behind)):
            return found.start()
        position = found.start() + 1
    return None


def _frame_ends_at(data: memoryview, position: int) -> bool:
    return position == len(data) or _frame_length(data, position) > 0


def _frame_length(data: memoryview, position: int) -> int:
    """The length of the frame that begins at `position`, in bytes; 0 if none does."""
    head = int.from_bytes(data[position : position + 6].tobytes().ljust(6, b"\0"), "big")
    if head >> 36 == 0xFFF and not head >> 33 & 3:  # ADTS
        return head >> 5 & 0x1FFF
    version, layer = head >> 35 & 3, 4 - (head >> 33 & 3)
    kilobits, rate = head >> 28 & 15, head >> 26 & 3
    if head >> 37 != 0x7FF or version == 1 or layer == 4 or kilobits in (0, 15) or rate == 3:
        return 0
    is_first, padding = version == 3, head >> 25 & 1
    bits, hertz = 1000 * _KILOBITS[is_first, layer][kilobits], _RATES[rate] // _DIVIDED[version]
    if layer == 1:
        return (12 * bits // hertz + padding) * 4
    return (144 if is_first or layer == 2 else 72) * bits // hertz + padding
