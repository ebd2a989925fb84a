"""Bar charts of the desk's statistics by month; the table beside them has the numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core.statistics import MonthOfComments

HEIGHT = 120
LEAST = 12  # months in a chart, so that a few bars are not too broad
STEP, BAR = 22, 16
"""In units of the chart: from one month to the next, and the width of a bar."""
_SHORT = (
    N_("janv."), N_("févr."), N_("mars"), N_("avril"), N_("mai"), N_("juin"),
    N_("juil."), N_("août"), N_("sept."), N_("oct."), N_("nov."), N_("déc."),
)  # fmt: skip
_NO_ROOM = "11"  # from this month on, the next year's name is too near
_PARTS = ("published", "pending", "rejected", "spam")


@dataclass(frozen=True, slots=True)
class BarPart:
    """A segment of a stacked bar. `kind`: its class."""

    kind: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `labels`: the position and name of each year."""

    width: int
    height: int
    bar: int
    parts: tuple[BarPart, ...]
    labels: tuple[tuple[int, str], ...]


def chart(months: Sequence[MonthOfComments]) -> Chart:
    """The chart of some months, scaled so that the highest bar fills it."""
    most = max((total(month) for month in months), default=0) or 1
    parts: list[BarPart] = []
    labels: list[tuple[int, str]] = []
    for number, month in enumerate(months):
        x, top = number * STEP, float(HEIGHT)
        for kind in _PARTS:
            height = round(getattr(month, kind) * HEIGHT / most, 2)
            top -= height
            if height:
                parts.append(BarPart(kind, x, round(top, 2), height))
        begins = month.month.endswith("-01")
        if begins or (number == 0 and month.month[5:] < _NO_ROOM):
            labels.append((x, month.month[:4]))
    return Chart(max(len(months), LEAST) * STEP, HEIGHT, BAR, tuple(parts), tuple(labels))


def total(month: MonthOfComments) -> int:
    return sum(getattr(month, kind) for kind in _PARTS)


def named(month: str, lang: str) -> str:
    """« nov. 2026 », on one line."""
    name = translations.of(lang).gettext(_SHORT[int(month[5:7]) - 1])
    return f"{name}\u00a0{month[:4]}"


def recent(months: Sequence[MonthOfComments], most: int) -> tuple[MonthOfComments, ...]:
    """The last months, at most `most`, without empty ones at the beginning."""
    last = tuple(months[-most:])
    first = next((number for number, month in enumerate(last) if total(month)), len(last))
    return last[first:]
