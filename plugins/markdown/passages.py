"""The HTML inside the blocks of a document, with the French rules where they apply. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.markdown.spans import Span, escape, spans, written
from plugins.typography import french
from plugins.typography.passage import Piece
from plugins.typography.signs import PARAGRAPH


def html(texts: Iterable[str], french_rules: bool) -> Iterator[str]:
    """Of the texts of paragraphs, headings, items, in order. Raises Declined."""
    row = spans(texts)
    return iter((_typeset(row) if french_rules else written(row)).split(PARAGRAPH))


def _typeset(row: Sequence[Span]) -> str:
    """As `plugins.typography.blocks` does it on a tree, but all blocks at once, one sign for each thing."""
    parts = french.typeset([span if isinstance(span, str) else span.seen for span in row])
    if parts is None:
        return _composed(row)
    return "".join(
        [escape(part) if isinstance(span, str) else span.html for span, part in zip(row, parts, strict=True)]
    )


def _composed(row: Sequence[Span]) -> str:
    """With addresses and ordinals."""
    parts = ["" if isinstance(span, str) else span.html for span in row]
    for piece in french.compose(list(_pieces(row))):
        if piece.slot >= 0:
            text = escape(piece.text)
            parts[piece.slot] += f"<sup>{text}</sup>" if piece.raised and text else text
    return "".join(parts)


def _pieces(row: Sequence[Span]) -> Iterator[Piece]:
    for number, span in enumerate(row):
        if isinstance(span, str):
            yield Piece(span, number)
        elif span.seen:
            yield Piece("", -1, span.seen)
