"""Numbers keep together, and keep with their units; titles keep with names."""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import (
    NBSP,
    NNBSP,
    SPACES,
    Edit,
    everywhere,
    figures,
    no_break,
    paragraphs,
    places,
)

# One space between the groups; another group before them says that it is a telephone number or the like.
_GAP = f"[ \n{NBSP}{NNBSP}]"
_THOUSANDS = re.compile(rf"[1-9](?<![\w./#].)(?<!\d{_GAP}.)\d{{0,2}}(?:{_GAP}\d{{3}})+(?!\d)")
_INNER_GAP = re.compile(_GAP)

_UNITS = "|".join(
    (
        *("[khcmdµμn]?m", "dam", "ha", "[kmµμ]?g", "t", "[hcdm]?[lL]"),
        *("h", "min", "mn", "[mµμn]?s", "j", "[kMG]?Hz", "[km]?V", "VA", "m?A", "m?Ah", "[kMG]?Ω"),
        *(
            "[mkMGT]?W",
            "[kMGT]?Wh",
            "[kMG]?J",
            "k?cal",
            "[hk]?Pa",
            "m?bar",
            "k?N",
            "K",
            "dB",
            "lm",
            "lx",
            "cd",
        ),
        *(
            "[kKMGTP]o",
            "[kKMGT]B",
            "[KMGT]io",
            "[kMG]?b(?:ps)?",
            "[kMG]?bit",
            "[kMGT]?eV",
            "ppm",
            "dpi",
            "px",
            "pt",
            "[kM]?F",
            "CHF",
            "EUR",
            "USD",
        ),
    )
)
# Not before an apostrophe or a word's hyphen (« les 3 l’ont vu », « 5 t-shirts »); « 20 h-22 h », « 100 m2 ».
_BEFORE_UNIT = re.compile(
    rf"\d(?P<gap>[{SPACES}]+)(?=[%‰€$£¥](?!\w)|(?:[kKM]|Md)€(?!\w)|°[CF]?(?!\w)|(?:{_UNITS})[²³23]?(?![\w'’]|-(?!\d)))"
)
_MINUTES = re.compile(rf"\d(?:[{SPACES}]*(?:h|min|mn))(?P<gap>[{SPACES}]+)(?=\d{{1,2}}(?!\w))")

# `vol. 3`, `chap. IV`; « le vol. Il » is the end of a sentence.
_PART = re.compile(
    rf"(?<!\w)(?:pp\.|[cC]hap\.|[fF]ig\.|[vV]ol\.|[aA]rt\.|§§?)(?P<gap>[{SPACES}]+)(?=\d|[IVXLC]+(?!\w))"
)
_PARTS = ("pp.", "hap.", "ig.", "ol.", "rt.", "§")

_TITLE = re.compile(rf"(?<![\w.])(?:MM?\.|Mmes?|Mlle|Mgr|Dr|Pr|[nN][°º]|p\.)(?P<gap>[{SPACES}]+)(?P<next>\w)")


def gaps(text: str) -> Sequence[Edit]:
    """The spaces in numbers, and between a number and its unit, do not break."""
    if not figures(text):
        return ()
    blocks = paragraphs(text)
    return [edit for start, block in blocks if figures(block) for edit in _gaps(block, start)]


def _gaps(text: str, start: int) -> list[Edit]:
    """Those of one block, which begins at `start`."""
    found = [*_thousands(text), *_units(text)]
    return [(start + first, start + end, space) for first, end, space in sorted(found)]


def _thousands(text: str) -> Iterator[Edit]:
    """A fine between groups of three digits (Lexique, « nombres »); years, hours, codes have no gap."""
    for number in _THOUSANDS.finditer(text):
        for gap in _INNER_GAP.finditer(text, *number.span()):
            yield from no_break(text, *gap.span(), NNBSP)


def _units(text: str) -> Iterator[Edit]:
    """A word space that does not break between a number and its unit (Lexique, « unités de mesure »), and in
    an hour (« heure » : 20 h 30)."""
    for gaps in (_BEFORE_UNIT, _MINUTES):
        for match in gaps.finditer(text):
            yield from no_break(text, *match.span("gap"), NBSP)


def titles(text: str) -> Sequence[Edit]:
    """M. Durand, Mme Le Goff, n° 5, p. 12, art. 3 stay on one line (Lexique, « abréviations »)."""
    return sorted([*_with_names(text), *_parts(text)])


def _parts(text: str) -> Iterator[Edit]:
    if any(sign in text for sign in _PARTS):
        for part in _PART.finditer(text):
            yield from no_break(text, *part.span("gap"), NBSP)


def _with_names(text: str) -> Iterator[Edit]:
    starts = places(text, "MDP") + [at - 1 for at in places(text, "°º")] + everywhere(text, "p.")
    reached = 0
    for start in sorted(starts):
        if start >= reached and (match := _TITLE.match(text, start)):
            reached = match.end()
            if match["next"].isupper() or match["next"].isdigit():
                yield from no_break(text, *match.span("gap"), NBSP)
