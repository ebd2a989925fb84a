"""What the desk's numbers say: months, delays, reasons, articles most talked about. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.moderation.core.index_questions import Tallies
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.listed import DeskList


@dataclass(frozen=True, slots=True)
class MonthOfComments:
    """`2026-11`: of those received then, how many are in which list now; `delay`: the median of what was
    published then, in minutes, None where nothing was."""

    month: str
    published: int
    pending: int
    rejected: int
    spam: int
    delay: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """`months`: without gaps, oldest first; `reasons`: of what is in the queue, `articles`: of what
    stands, most first."""

    months: tuple[MonthOfComments, ...]
    reasons: tuple[tuple[str, int], ...]
    articles: tuple[tuple[str, int], ...]


def statistics(tallies: Tallies, ledger: Iterable[Month]) -> Statistics:
    delays = {month.month: month.delay for month in ledger}
    known = sorted({month for month, _ in tallies.months} | delays.keys())
    months = _all_between(known[0], known[-1]) if known else ()
    return Statistics(
        tuple(_month(month, tallies, delays.get(month)) for month in months),
        tuple(tallies.reasons.items()),
        tallies.articles,
    )


def _month(month: str, tallies: Tallies, delay: int | None) -> MonthOfComments:
    """What is published counts by its public file; the private one of it is the same comment."""

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
