"""The ledger: how many submissions were received, published and refused, month by month. Pure.

It counts cases: an id, two moments and an outcome. A case has no field for a name, a text or an address, so
none can get in; the published numbers contain no ids either.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission


class CaseOutcome(StrEnum):
    """The outcome of a submission, as published in the ledger."""

    NONE = "none"  # waiting, or erased on its sender's request before anybody decided
    PUBLISHED = "published"
    RULE = "rule"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Case:
    """What the ledger counts of one submission. `decided`: by a person; None if nobody did."""

    id: str
    received: datetime
    outcome: CaseOutcome
    decided: datetime | None = None

    @property
    def resolved(self) -> datetime:
        """When the outcome was known; a rule decides at once."""
        return self.decided or self.received


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the ledger. `delay`: the median time from receipt to publication, in minutes; None if
    nothing was published. `last`: the day of the last event that is counted here."""

    month: str
    received: int
    published: int
    by_rule: int
    by_hand: int
    delay: int | None
    last: str


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """A number of cases with the same outcome and the same months of receipt and resolution. `received`,
    `resolved`: the last day of each (`2026-11-29`)."""

    count: int
    outcome: CaseOutcome
    received: str
    resolved: str


def case_of(state: State, submission: Submission) -> Case | None:
    """The case of a submission. None for imported comments and for the moderator's own answers, which nobody
    judged."""
    if submission.source in ("import", "desk"):
        return None
    decided = None if state is State.PENDING else submission.decided
    return Case(submission.id, submission.received, outcome_of(state, decided is not None), decided)


def outcome_of(state: State, by_hand: bool) -> CaseOutcome:
    """The outcome that a state stands for. `by_hand`: whether a person decided."""
    if state is State.PENDING:
        return CaseOutcome.NONE
    if state is State.APPROVED:
        return CaseOutcome.PUBLISHED
    by_rule = state is State.SPAM and not by_hand
    return CaseOutcome.RULE if by_rule else CaseOutcome.HAND


def count(cases: Iterable[Case], groups: Iterable[CaseGroup] = ()) -> tuple[Month, ...]:
    """The months in which something was received or resolved, in order. `groups`: cases that were counted
    before; none of them published, since the delay of a published one must be known."""
    received: dict[str, list[CaseGroup]] = defaultdict(list)
    resolved: dict[str, list[CaseGroup]] = defaultdict(list)
    delays: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        group = CaseGroup(1, case.outcome, _day(case.received), _day(case.resolved))
        received[_of(group.received)].append(group)
        resolved[_of(group.resolved)].append(group)
        if case.outcome is CaseOutcome.PUBLISHED:
            delays[_of(group.resolved)].append((case.resolved - case.received).total_seconds())
    for group in groups:
        received[_of(group.received)].append(group)
        resolved[_of(group.resolved)].append(group)
    months = sorted(received.keys() | {month for month in resolved if _resolved(resolved[month])})
    return tuple(
        _month(month, received[month], _resolved(resolved[month]), delays[month]) for month in months
    )


def _resolved(groups: Iterable[CaseGroup]) -> list[CaseGroup]:
    return [group for group in groups if group.outcome is not CaseOutcome.NONE]


def _month(
    month: str, received: Sequence[CaseGroup], resolved: Sequence[CaseGroup], delays: Sequence[float]
) -> Month:
    def counted(outcome: CaseOutcome) -> int:
        return sum(group.count for group in resolved if group.outcome is outcome)

    return Month(
        month=month,
        received=sum(group.count for group in received),
        published=counted(CaseOutcome.PUBLISHED),
        by_rule=counted(CaseOutcome.RULE),
        by_hand=counted(CaseOutcome.HAND),
        delay=_delay(delays),
        last=max([*(group.received for group in received), *(group.resolved for group in resolved)]),
    )


def _delay(seconds: Sequence[float]) -> int | None:
    """The median, in minutes. A clock that was set back counts as no delay."""
    return round(median(max(0.0, delay) for delay in seconds) / 60) if seconds else None


def _day(moment: datetime) -> str:
    """The day in the time zone that the moment carries."""
    return moment.date().isoformat()


def _of(day: str) -> str:
    return day[: len("2026-11")]


def merge(before: Iterable[Month], counted: Iterable[Month]) -> tuple[Month, ...]:
    """The published ledger, updated with the present numbers.

    A received submission stays received. So if a published line counts more than is known now, it dates from
    before `var/` was lost, or from another machine, and is kept; so are the lines before the first known
    receipt. Merging twice changes nothing.
    """
    merged = {month.month: month for month in counted}
    first = min((month.month for month in merged.values() if month.received), default="")
    for old in before:
        new = merged.get(old.month)
        if not first or old.month < first or old.received > (new.received if new else 0):
            merged[old.month] = old
    return tuple(merged[month] for month in sorted(merged))
