"""A passage: the text of one block in parts, or pieces, some of which may change. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
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
        """The text of the passage as rules see it."""
        return self.text if self.seen is None else self.seen


NEVER_EDITED = frozenset({None, "", OBJECT, LINE, PARAGRAPH})
"""What a piece shows where no rule asks for another sign."""


class Passage:
    """The text of one block in parts, as the rules see it, and where its parts end in it.

    Rules change one text, however many parts there are; the parts are cut from it again when all is done.
    `fixed`: the numbers of those that must not change, though a rule may ask for it.
    """

    def __init__(self, parts: Sequence[str], fixed: Sequence[int] = ()) -> None:
        self._parts, self._fixed = parts, fixed
        self._ends: list[int] | None = None  # counted when something changes for the first time
        self.text = "".join(parts)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Change the text; an edit that touches what must not change is dropped whole."""
        ends = self._ends or list(accumulate(map(len, self._parts)))
        if self._fixed:
            places = [(ends[number] - len(self._parts[number]), ends[number]) for number in self._fixed]
            edits = list(_allowed(edits, places))
        if edits:
            self.text = _edited(self.text, edits)
            if any(len(new) != end - start for start, end, new in edits):
                ends = _moved(ends, edits)
            self._ends = ends

    @property
    def changed(self) -> bool:
        """Whether any edit was made."""
        return self._ends is not None

    def parts(self) -> Sequence[str]:
        """The parts as they are now; those given, if nothing has changed."""
        if self._ends is None:
            return self._parts
        return [self.text[start:end] for start, end in pairwise([0, *self._ends])]


def _allowed(edits: Iterable[Edit], fixed: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    index = 0
    for edit in edits:
        start, end, _ = edit
        while index < len(fixed) and fixed[index][1] <= start:
            index += 1
        if index == len(fixed) or fixed[index][0] >= end:
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
