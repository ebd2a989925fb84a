"""The HTML inside one block, with the French rules where they apply. Pure."""

from collections.abc import Sequence

from plugins.markdown.spans import Span, escape, spans, written
from plugins.typography import french
from plugins.typography.passage import Piece


def html(text: str, french_rules: bool) -> str:
    """Of the text of a paragraph, a heading, an item. Raises Declined."""
    row = spans(text)
    if not french_rules:
        return written(row)
    if len(row) == 1 and isinstance(row[0], str):
        return "".join(map(_shown, french.compose([Piece(row[0])])))
    return _typeset(row)


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
            texts[piece.slot] += _shown(piece)
    done = iter(texts)
    return "".join(next(done) if isinstance(span, str) else span.html for span in row)


def _shown(piece: Piece) -> str:
    text = escape(piece.text)
    return f"<sup>{text}</sup>" if piece.raised else text
