"""Sounds and films without what a phone, a camera or a program wrote into them. Pure.

Each format is read as far as it takes to know what is played; that stays as it is, byte for byte, and all the
rest becomes empty space of the same size.
"""

from collections.abc import Callable, Iterator

from plugins.recordings import flac, matroska, mp4, mpeg, ogg, wave
from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch

_ISO = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def patches(data: memoryview) -> list[Patch]:
    """What makes the file publishable, whatever its name says. Raises RecordingError."""
    try:
        return list(_reader(data)(data))
    except (IndexError, ValueError, KeyError):
        raise RecordingError from None


def _reader(data: memoryview) -> Callable[[memoryview], Iterator[Patch]]:
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
