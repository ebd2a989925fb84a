"""Numbers keep together, and keep with their units; titles keep with names."""

import re
from collections.abc import Iterator

from plugins.typography.signs import NBSP, NNBSP, SPACES, Edit, no_break

# One space between the groups; another group before them says that it is a telephone number or the like.
_GAP = f"[ \n{NBSP}{NNBSP}]"
_THOUSANDS = re.compile(rf"(?<![\w./#])(?<!\d{_GAP})[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?!\d)")
_INNER_GAP = re.compile(_GAP)
_DIGIT = re.compile(r"\d")

_UNITS = "km|cm|mm|min|kg|mg|kWh|Ko|Mo|Go|To|ha|m|g|t|l|L|h|s|W"
# Not before an apostrophe or a hyphen: « les 3 l’ont vu », « 5 t-shirts ».
_BEFORE_UNIT = re.compile(rf"(?<=\d)[{SPACES}]+(?=[%‰€$£](?!\w)|°[CF](?!\w)|(?:{_UNITS})[²³]?(?![\w'’-]))")

_TITLE = re.compile(rf"(?<![\w.])(?:MM?\.|Mmes?|Mlle|Mgr|Dr|Pr|[nN][°º]|p\.)(?P<gap>[{SPACES}]+)(?P<next>\w)")
_MAY_BE_TITLE = re.compile("[MDPnNp][.mlgr°º]")


def thousands(text: str) -> Iterator[Edit]:
    """A fine between groups of three digits (Lexique, « nombres »); years, hours, codes have no gap."""
    if not _DIGIT.search(text):
        return
    for number in _THOUSANDS.finditer(text):
        for gap in _INNER_GAP.finditer(text, *number.span()):
            yield from no_break(text, *gap.span(), NNBSP)


def units(text: str) -> Iterator[Edit]:
    """A word space that does not break between a number and its unit (Lexique, « unités de mesure »)."""
    if not _DIGIT.search(text):
        return
    for match in _BEFORE_UNIT.finditer(text):
        yield from no_break(text, *match.span(), NBSP)


def titles(text: str) -> Iterator[Edit]:
    """M. Durand, Mme Le Goff, n° 5, p. 12 stay on one line (Lexique, « abréviations »)."""
    if not _MAY_BE_TITLE.search(text):
        return
    for match in _TITLE.finditer(text):
        if match["next"].isupper() or match["next"].isdigit():
            yield from no_break(text, *match.span("gap"), NBSP)
