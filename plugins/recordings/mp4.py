"""MP4 and QuickTime (ISO/IEC 14496-12): nested boxes.

Phones write the place into `udta` and `meta`, the time into headers, and some add a track of positions. Boxes
that are not named here become `free` (§8.1.2). Of the media data (`mdat`) only the samples of pictures and
sounds stay.
"""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from struct import iter_unpack
from typing import NamedTuple

from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch, blank, blank_but

_PLAYED = (b"vide", b"soun")
_KEPT = {
    b"": b"ftyp styp moov moof mdat sidx ssix mfra",
    b"moov": b"mvhd trak mvex",
    b"trak": b"tkhd edts mdia tapt",
    b"mdia": b"mdhd hdlr minf elng",
    b"minf": b"vmhd smhd gmhd hdlr dinf stbl",
    b"moof": b"mfhd traf",
    b"traf": b"tfhd tfdt trun sdtp sbgp sgpd subs",
}
_KEPT_IN = {name: frozenset(kept.split()) for name, kept in _KEPT.items()}
_ENTRIES, _VENDOR, _COMPRESSOR = 8, slice(20, 24), slice(50, 82)  # §8.5.2, §12.1.3


class Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def patches(data: memoryview) -> Iterator[Patch]:
    """What to overwrite in an MP4 file. Raises RecordingError."""
    top = list(_boxes(data, 0, len(data)))
    movies = [box for box in top if box.kind == b"moov"]
    tracks = [track for movie in movies for track in _children(data, movie) if track.kind == b"trak"]
    played = [track for track in tracks if _handler(data, track) in _PLAYED]
    if not played:
        raise RecordingError("holds no picture and no sound that can be read here")
    dropped = frozenset(tracks) - frozenset(played)
    yield from _cleaned(data, b"", top, dropped)
    for track in played:
        yield from _without_names(data, track)
    if not any(box.kind == b"moof" for box in top):
        kept = [chunk for track in played for chunk in _chunks(data, track)]
        for box in (box for box in top if box.kind == b"mdat"):
            yield from blank_but(kept, box.body, box.end)
    elif dropped:
        raise RecordingError("holds a track of data beside picture and sound, in fragments")


def _boxes(data: memoryview, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets, without those inside them (§4.2)."""
    while end - start >= 8:
        size, body = _number(data, start, 4), start + 8
        if size == 1:
            size, body = _number(data, body, 8), body + 8
        box_end = start + size if size else end
        if box_end < body or box_end > end:
            raise RecordingError
        yield Box(bytes(data[start + 4 : start + 8]), start, body, box_end)
        start = box_end


def _children(data: memoryview, box: Box) -> list[Box]:
    return list(_boxes(data, box.body, box.end))


def _find(data: memoryview, box: Box, *kinds: bytes) -> Box:
    """Follow a path of kinds down: the first box of each kind in the one before. Raises KeyError."""
    for kind in kinds:
        child = next((each for each in _children(data, box) if each.kind == kind), None)
        if child is None:
            raise KeyError(kind)
        box = child
    return box


def _handler(data: memoryview, track: Box) -> bytes:
    body = _find(data, track, b"mdia", b"hdlr").body
    return bytes(data[body + 8 : body + 12])


def _cleaned(data: memoryview, parent: bytes, boxes: list[Box], dropped: frozenset[Box]) -> Iterator[Patch]:
    for box in boxes:
        if box.kind not in _KEPT_IN[parent] or box in dropped:
            yield Patch(box.start + 4, b"free")
            yield blank(box.body, box.end)
        elif box.kind in _KEPT_IN:
            yield from _cleaned(data, box.kind, _children(data, box), dropped)
        elif box.kind in (b"mvhd", b"tkhd", b"mdhd"):  # times of creation and change
            yield blank(box.body + 4, box.body + (20 if data[box.body] == 1 else 12))
        elif box.kind == b"hdlr":  # its vendor and name
            yield blank(box.body + 12, box.end)


def _without_names(data: memoryview, track: Box) -> Iterator[Patch]:
    """Blank the names of the encoder and of its vendor."""
    names = (_VENDOR, _COMPRESSOR) if _handler(data, track) == b"vide" else (_VENDOR,)
    descriptions = _find(data, track, b"mdia", b"minf", b"stbl", b"stsd")
    for entry in _boxes(data, descriptions.body + _ENTRIES, descriptions.end):
        yield from (blank(entry.start + name.start, entry.start + name.stop) for name in names)


def _chunks(data: memoryview, track: Box) -> Iterator[tuple[int, int]]:
    """The byte ranges of a track's chunks (§8.7); the samples of a chunk are contiguous."""
    table = _find(data, track, b"mdia", b"minf", b"stbl")
    boxes = {box.kind: box for box in _children(data, table)}
    offsets = _rows(data, boxes[b"stco"], 4) if b"stco" in boxes else _rows(data, boxes[b"co64"], 8)
    starts = [offset for (offset,) in offsets]
    ends = [0, *accumulate(_sizes(data, boxes[b"stsz"]))]
    first = 0
    for start, count in zip(starts, _counts(data, boxes[b"stsc"], len(starts)), strict=True):
        following = min(first + count, len(ends) - 1)
        yield start, start + ends[following] - ends[first]
        first = following


def _counts(data: memoryview, box: Box, chunks: int) -> Iterator[int]:
    """The number of samples in each chunk."""
    runs = [(number, count) for number, count, _ in _rows(data, box, 4, 4, 4)]
    for (number, count), (following, _) in pairwise([*runs, (chunks + 1, 0)]):
        yield from [count] * min(following - number, chunks)


def _sizes(data: memoryview, box: Box) -> Iterator[int]:
    same, count = _number(data, box.body + 4, 4), _number(data, box.body + 8, 4)
    if same:
        return iter([same] * min(count, len(data)))
    rows = data[box.body + 12 : box.body + 12 + 4 * count]
    return (size for (size,) in iter_unpack(">I", rows))


def _rows(data: memoryview, box: Box, *widths: int) -> Iterator[tuple[int, ...]]:
    """The rows of a table. Before them: version and flags, then their number."""
    form = ">" + "".join({4: "I", 8: "Q"}[width] for width in widths)
    start, count = box.body + 8, _number(data, box.body + 4, 4)
    return iter_unpack(form, data[start : min(box.end, start + count * sum(widths))])


def _number(data: memoryview, start: int, width: int) -> int:
    return int.from_bytes(data[start : start + width], "big")
