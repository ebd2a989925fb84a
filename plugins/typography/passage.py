"""A passage: the text of one block in pieces, some of which may change. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from plugins.typography.signs import LINE, OBJECT, PARAGRAPH, Edit


class Piece(NamedTuple):
    """A stretch of text. `slot` says where it came from, so that pieces find back when they have been cut.

    `seen` is what the rules see in the place of text that must not change (nothing for a tag); None: the text
    itself, which may change. `raised`: ordinal letters, set above the line.
    """

    text: str
    slot: int = 0
    seen: str | None = None
    raised: bool = False

    @property
    def shown(self) -> str:
        """What the rules see."""
        return self.text if self.seen is None else self.seen


def shown(pieces: Iterable[Piece]) -> str:
    """The passage as the rules see it."""
    return "".join([piece.shown for piece in pieces])


class Passage:
    """The text of one block as the rules see it, and where its pieces end in it.

    Rules change one text, however many pieces there are; the pieces are cut from it again when all is done.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._seen = [piece.text if piece.seen is None else piece.seen for piece in pieces]
        self._ends: list[int] | None = None  # counted when something changes for the first time
        self._guarded = False
        self.text = "".join(self._seen)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Change the text; an edit that touches what must not change is dropped whole."""
        if self._ends is None:
            ends = list(accumulate(map(len, self._seen)))
            self._guarded = not {piece.seen for piece in self._pieces} <= _NEVER_EDITED
        else:
            ends = self._ends
        if self._guarded:
            edits = list(_allowed(edits, self._fixed(ends)))
        if edits:
            self.text = _edited(self.text, edits)
            if any(len(new) != end - start for start, end, new in edits):
                ends = _moved(ends, edits)
            self._ends = ends

    def pieces(self) -> Sequence[Piece]:
        """The pieces as they are now; those given, if nothing has changed."""
        return self._pieces if self._ends is None else self._cut_again(self._ends)

    def _cut_again(self, ends: Iterable[int]) -> list[Piece]:
        found: list[Piece] = []
        text, start = self.text, 0
        for piece, end in zip(self._pieces, ends, strict=True):
            if piece.seen is None and (now := text[start:end]) != piece.text:
                found.append(Piece(now, piece.slot, None, piece.raised))
            else:
                found.append(piece)
            start = end
        return found

    def _fixed(self, ends: Sequence[int]) -> list[tuple[int, int]]:
        return [
            (end - len(piece.seen), end) for piece, end in zip(self._pieces, ends, strict=True) if piece.seen
        ]


# No rule asks for another sign in their place.
_NEVER_EDITED = frozenset({None, "", OBJECT, LINE, PARAGRAPH})


def _allowed(edits: Iterable[Edit], fixed: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    index = 0
    for edit in edits:
        while index < len(fixed) and fixed[index][1] <= edit.start:
            index += 1
        if index == len(fixed) or fixed[index][0] >= edit.end:
            yield edit


def _edited(text: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, new in edits:
        parts += (text[position:start], new)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _moved(ends: list[int], edits: Iterable[Edit]) -> list[int]:
    """Where pieces end after the edits. What an edit puts in goes to the piece where it begins."""
    moved: list[int] = []
    first, shift = 0, 0
    for start, end, new in edits:
        behind = bisect_right(ends, start, first)
        moved += [each + shift for each in ends[first:behind]]
        first = bisect_right(ends, end, behind)  # what ends inside of an edit ends behind it
        shift += len(new) - (end - start)
        moved += [end + shift] * (first - behind)
    return moved + [each + shift for each in ends[first:]]


def cut(pieces: Iterable[Piece], places: Sequence[tuple[int, int]], mark: Piece) -> Iterator[Piece]:
    """The passage with what is at `places` in pieces of its own; they get `seen` and `raised` of `mark`."""
    index, end = 0, 0
    for piece in pieces:
        start, end = end, end + len(piece.shown)
        position = start
        while piece.seen is None and index < len(places) and places[index][0] < end:
            first, last = max(places[index][0], start), min(places[index][1], end)
            yield piece._replace(text=piece.text[position - start : first - start])
            text = piece.text[first - start : last - start]
            yield piece._replace(text=text, seen=mark.seen, raised=mark.raised)
            position = last
            if places[index][1] > end:
                break
            index += 1
        while index < len(places) and places[index][1] <= end:
            index += 1
        yield piece._replace(text=piece.text[position - start :]) if position > start else piece


SHIELD = Piece("", seen=OBJECT)
RAISE = Piece("", raised=True)
