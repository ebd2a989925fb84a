"""Removes from sounds and films the metadata that a phone, a camera or a program wrote. Pure.

Each format is parsed only as far as needed to tell what is played. That stays as it is, byte for byte;
everything else is overwritten with empty space of the same size.
"""

from collections.abc import Callable, Iterator

from plugins.recordings import flac, matroska, mp4, mpeg, ogg, wave
from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch

_ISO = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def patches(data: memoryview) -> list[Patch]:
    """The patches that make the file publishable. Its format is told by its bytes, not by its name. Raises
    RecordingError."""
    try:
        return list(_format_patches(data)(data))
    except (IndexError, ValueError, KeyError):
        raise RecordingError from None


def _format_patches(data: memoryview) -> Callable[[memoryview], Iterator[Patch]]:
    head = bytes(data[:12])
    if head[4:8] in _ISO:
        return mp4.patches
    if head[:4] == b"OggS":
        return ogg.patches
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return wave.patches
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return matroska.patches
    start = mpeg.after_tags(data)
    return flac.patches if bytes(data[start : start + 4]) == b"fLaC" else mpeg.patches
