"""French micro-typography: the rules in their order, over one text or the pieces of blocks. Pure.

The rules follow the Lexique des règles typographiques en usage à l'Imprimerie nationale; where houses differ,
`docs/typography.md` says what was chosen. Applying them twice changes nothing.
"""

from collections.abc import Sequence

from plugins.typography import apostrophes, dashes, numbers, points, quotes, spaces
from plugins.typography.ordinals import may_hold_ordinal, raised
from plugins.typography.passage import NEVER_EDITED, RAISE, SHIELD, Passage, Piece, cut
from plugins.typography.shield import shielded
from plugins.typography.signs import Rule

# Signs first, then the spaces around them. Each rule sees its neighbours as they will stay: typed guillemets
# have their spaces before quotation marks are paired, and marks are drawn before apostrophes look at them.
RULES: tuple[Rule, ...] = (
    points.et_cetera,
    points.ellipses,
    spaces.opening_guillemets,
    spaces.closing_guillemets,
    quotes.quotes,
    spaces.opening_guillemets,
    spaces.closing_guillemets,
    apostrophes.apostrophes,
    dashes.typed,
    spaces.punctuation,
    dashes.incises,
    numbers.titles,
    numbers.gaps,
)


def compose(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Blocks typeset, a `PARAGRAPH` between two, ordinals raised; `pieces` itself if nothing changes."""
    text = "".join([piece.shown for piece in pieces])
    if places := shielded(text):
        pieces = list(cut(pieces, places, SHIELD))
    passage = Passage(
        [piece.shown for piece in pieces],
        [number for number, piece in enumerate(pieces) if piece.seen not in NEVER_EDITED],
    )
    _apply_rules(passage)
    typeset = _with_texts(pieces, passage.parts()) if passage.changed else pieces
    ordinals = raised(passage.text)
    return list(cut(typeset, ordinals, RAISE)) if ordinals else typeset


def typeset(parts: Sequence[str]) -> Sequence[str] | None:
    """The same of texts, and of single signs that stand for things; None for what must be cut in pieces.

    In most texts there is neither an address nor an ordinal, and pieces take as much time as all the rules.
    """
    passage = Passage(parts)
    if shielded(passage.text) or may_hold_ordinal(passage.text):
        return None
    _apply_rules(passage)
    return passage.parts()


def correct(text: str) -> str:
    """One text without markup, with French typography."""
    typeset = compose([Piece(text)])
    return "".join([piece.text for piece in typeset])


def _apply_rules(passage: Passage) -> None:
    for rule in RULES:
        if edits := rule(passage.text):
            passage.edit(edits)


def _with_texts(pieces: Sequence[Piece], texts: Sequence[str]) -> list[Piece]:
    return [
        piece if piece.seen is not None or piece.text == text else Piece(text, piece.slot, None, piece.raised)
        for piece, text in zip(pieces, texts, strict=True)
    ]
