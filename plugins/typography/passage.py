"""A passage: the text of one block in pieces, some of which may change. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.typography.signs import OBJECT, Edit


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
    return "".join(piece.shown for piece in pieces)


def edited(pieces: Sequence[Piece], edits: Iterable[Edit]) -> Sequence[Piece]:
    """The passage after the edits; an edit that touches what must not change is dropped whole."""
    allowed = list(_allowed(pieces, list(edits)))
    return list(_apply(pieces, allowed)) if allowed else pieces


def _allowed(pieces: Sequence[Piece], edits: Sequence[Edit]) -> Iterator[Edit]:
    fixed = list(_fixed(pieces))
    index = 0
    for edit in edits:
        while index < len(fixed) and fixed[index][1] <= edit.start:
            index += 1
        if index == len(fixed) or fixed[index][0] >= edit.end:
            yield edit


def _fixed(pieces: Iterable[Piece]) -> Iterator[tuple[int, int]]:
    end = 0
    for piece in pieces:
        start, end = end, end + len(piece.shown)
        if piece.seen:
            yield start, end


def _apply(pieces: Sequence[Piece], edits: Sequence[Edit]) -> Iterator[Piece]:
    """One pass over both. What an edit puts in goes to the piece where it begins."""
    index, end = 0, 0
    for piece in pieces:
        start, end = end, end + len(piece.shown)
        here = index
        while index < len(edits) and edits[index].end <= end:
            index += 1
        reaching = edits[here : index + 1]
        touched = piece.seen is None and reaching and reaching[0].start < end
        yield piece._replace(text=_rewritten(piece.text, start, reaching)) if touched else piece


def _rewritten(text: str, offset: int, edits: Sequence[Edit]) -> str:
    """`text`, which begins at `offset`, after its part of the edits."""
    parts, position = [], 0
    for edit in edits:
        if edit.start >= offset + len(text):
            break
        if edit.start >= offset:
            parts += [text[position : edit.start - offset], edit.new]
        position = min(edit.end - offset, len(text))
    return "".join([*parts, text[position:]])


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
