"""The HTML inside one block, with the French rules where they apply. Pure."""

from collections.abc import Sequence

from plugins.markdown.spans import Span, escape, spans, written
from plugins.typography import french
from plugins.typography.passage import Piece


def html(text: str, french_rules: bool) -> str:
    """Of the text of a paragraph, a heading, an item. Raises Declined."""
    row = spans(text)
    return _typeset(row) if french_rules else written(row)


def _typeset(row: Sequence[Span]) -> str:
    """As `plugins.typography.blocks` does it on a tree: a slot for each text, one sign for each thing."""
    pieces: list[Piece] = []
    texts: list[str] = []
    for span in row:
        if isinstance(span, str):
            pieces.append(Piece(span, len(texts)))
            texts.append("")
        elif span.seen:
            pieces.append(Piece("", -1, span.seen))
    for piece in french.compose(pieces):
        if piece.slot >= 0 and piece.text:
            text = escape(piece.text)
            texts[piece.slot] += f"<sup>{text}</sup>" if piece.raised else text
    done = iter(texts)
    return "".join(next(done) if isinstance(span, str) else span.html for span in row)
