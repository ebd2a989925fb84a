"""The statistics of the desk: comments and delays by month, reasons, most commented articles. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.moderation.core.index_questions import Tallies
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.listed import DeskList


@dataclass(frozen=True, slots=True)
class MonthOfComments:
    """The comments received in one month (`2026-11`), by the list that they are in now. `delay`: the median
    time to publication of those published in that month, in minutes; None if none was."""

    month: str
    published: int
    pending: int
    rejected: int
    spam: int
    delay: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """`months`: without gaps, oldest first. `reasons`: in the queue, most frequent first. `articles`: by
    number of published comments, most first."""

    months: tuple[MonthOfComments, ...]
    reasons: tuple[tuple[str, int], ...]
    articles: tuple[tuple[str, int], ...]


def statistics(tallies: Tallies, ledger: Iterable[Month]) -> Statistics:
    delays = {month.month: month.delay for month in ledger}
    names = sorted({month for month, _ in tallies.months} | delays.keys())
    months = _all_between(names[0], names[-1]) if names else ()
    return Statistics(
        tuple(_month(month, tallies, delays.get(month)) for month in months),
        tuple(tallies.reasons.items()),
        tallies.articles,
    )


def _month(month: str, tallies: Tallies, delay: int | None) -> MonthOfComments:
    """One month. APPROVED is not counted: these comments are in PUBLISHED too."""

    def count(state: DeskList) -> int:
        return tallies.months.get((month, state), 0)

    return MonthOfComments(
        month,
        count(DeskList.PUBLISHED),
        count(DeskList.PENDING),
        count(DeskList.REJECTED),
        count(DeskList.SPAM),
        delay,
    )


def _all_between(first: str, last: str) -> tuple[str, ...]:
    start, end = _number(first), _number(last)
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
