"""Numbers keep together, and keep with their units; titles keep with names."""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import NBSP, NNBSP, SPACES, Edit, no_break

# One space between the groups; another group before them says that it is a telephone number or the like.
_GAP = f"[ \n{NBSP}{NNBSP}]"
_THOUSANDS = re.compile(rf"[1-9](?<![\w./#].)(?<!\d{_GAP}.)\d{{0,2}}(?:{_GAP}\d{{3}})+(?!\d)")
_INNER_GAP = re.compile(_GAP)

_UNITS = "km|cm|mm|min|kg|mg|kWh|Ko|Mo|Go|To|ha|m|g|t|l|L|h|s|W"
# Not before an apostrophe or a hyphen: « les 3 l’ont vu », « 5 t-shirts ».
_BEFORE_UNIT = re.compile(
    rf"\d(?P<gap>[{SPACES}]+)(?=[%‰€$£](?!\w)|°[CF](?!\w)|(?:{_UNITS})[²³]?(?![\w'’-]))"
)

_TITLE = re.compile(rf"(?<![\w.])(?:MM?\.|Mmes?|Mlle|Mgr|Dr|Pr|[nN][°º]|p\.)(?P<gap>[{SPACES}]+)(?P<next>\w)")
_MAY_BE_TITLE = re.compile(r"M[.Mmlg]|Dr|Pr|°|º|p\.")


def thousands(text: str) -> Sequence[Edit]:
    """A fine between groups of three digits (Lexique, « nombres »); years, hours, codes have no gap."""
    edits: list[Edit] = []
    for number in _THOUSANDS.finditer(text):
        for gap in _INNER_GAP.finditer(text, *number.span()):
            edits += no_break(text, *gap.span(), NNBSP)
    return edits


def units(text: str) -> Sequence[Edit]:
    """A word space that does not break between a number and its unit (Lexique, « unités de mesure »)."""
    edits: list[Edit] = []
    for match in _BEFORE_UNIT.finditer(text):
        edits += no_break(text, *match.span("gap"), NBSP)
    return edits


def titles(text: str) -> Sequence[Edit]:
    """M. Durand, Mme Le Goff, n° 5, p. 12 stay on one line (Lexique, « abréviations »)."""
    return list(_with_names(text)) if _MAY_BE_TITLE.search(text) else ()


def _with_names(text: str) -> Iterator[Edit]:
    for match in _TITLE.finditer(text):
        if match["next"].isupper() or match["next"].isdigit():
            yield from no_break(text, *match.span("gap"), NBSP)
