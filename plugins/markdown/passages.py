"""The HTML inside the blocks of a document, with the French rules where they apply. Pure."""

from collections.abc import Iterator, Sequence

from plugins.markdown.spans import Span, escape, spans, written
from plugins.typography import french
from plugins.typography.passage import Piece
from plugins.typography.signs import PARAGRAPH

_BETWEEN = Piece("", -1, PARAGRAPH)


def html(texts: Sequence[str], french_rules: bool) -> Iterator[str]:
    """Of the texts of paragraphs, headings, items, in order. Raises Declined."""
    rows = [spans(text) for text in texts]
    return _typeset(rows) if french_rules else map(written, rows)


def _typeset(rows: Sequence[Sequence[Span]]) -> Iterator[str]:
    """As `plugins.typography.blocks` does it on a tree, but all blocks at once.

    There is a slot for each text, one sign for each thing.
    """
    texts = [""] * sum(map(len, rows))
    for piece in french.compose(list(_pieces(rows))):
        if piece.slot >= 0 and piece.text:
            text = escape(piece.text)
            texts[piece.slot] += f"<sup>{text}</sup>" if piece.raised else text
    done = iter(texts)
    for row in rows:
        yield "".join([next(done) if isinstance(span, str) else span.html for span in row])


def _pieces(rows: Sequence[Sequence[Span]]) -> Iterator[Piece]:
    slot = 0
    for row in rows:
        for span in row:
            if isinstance(span, str):
                yield Piece(span, slot)
                slot += 1
            elif span.seen:
                yield Piece("", -1, span.seen)
        yield _BETWEEN
