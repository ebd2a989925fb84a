"""French micro-typography: the rules in their order, over one text or the pieces of blocks. Pure.

The rules follow the Lexique des règles typographiques en usage à l'Imprimerie nationale; where houses differ,
`docs/typography.md` says what was chosen. Applying them twice changes nothing.
"""

from collections.abc import Sequence

from plugins.typography import apostrophes, dashes, numbers, points, quotes, spaces
from plugins.typography.ordinals import raised
from plugins.typography.passage import RAISE, SHIELD, Passage, Piece, cut
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
    passage = _typeset(pieces)
    typeset, ordinals = passage.pieces(), raised(passage.text)
    return list(cut(typeset, ordinals, RAISE)) if ordinals else typeset


def _typeset(pieces: Sequence[Piece]) -> Passage:
    passage = Passage(pieces)
    if places := shielded(passage.text):
        passage = Passage(list(cut(pieces, places, SHIELD)))
    for rule in RULES:
        if edits := rule(passage.text):
            passage.edit(edits)
    return passage


def correct(text: str) -> str:
    """One text without markup."""
    return "".join(piece.text for piece in _typeset([Piece(text)]).pieces())
