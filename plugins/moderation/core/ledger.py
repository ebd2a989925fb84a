"""The ledger: how many submissions came, appeared and were refused, month by month. Pure.

What is counted is a case: an id, two moments and an outcome. A name, a text or an address cannot get in,
because a case has no room for one; what becomes public has no ids either.
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
    """What became of a submission, as readers are told."""

    NONE = "none"  # waiting, or erased at its sender's wish before anybody decided
    PUBLISHED = "published"
    RULE = "rule"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Case:
    """One submission, as far as it counts. `decided`: by a person; None where nobody did."""

    id: str
    received: datetime
    outcome: CaseOutcome
    decided: datetime | None = None

    @property
    def settled(self) -> datetime:
        """When the outcome came: a rule decides at once."""
        return self.decided or self.received


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the ledger. `delay`: the median from receipt to publication, in minutes; None where nothing
    was published. `last`: the day of the last thing that is counted here."""

    month: str
    received: int
    published: int
    by_rule: int
    by_hand: int
    delay: int | None
    last: str


def case_of(state: State, submission: Submission) -> Case | None:
    """None for what another system received, and for the moderator's own answers: nobody judged them."""
    if submission.source in ("import", "desk"):
        return None
    return case_of_line(submission.id, state, submission.received, submission.decided)


def case_of_line(identifier: str, state: State, received: datetime, decided: datetime | None) -> Case:
    """The same, of one that is known to count."""
    settled = None if state is State.PENDING else decided
    return Case(identifier, received, _outcome(state, decided), settled)


def _outcome(state: State, decided: datetime | None) -> CaseOutcome:
    if state is State.PENDING:
        return CaseOutcome.NONE
    if state is State.APPROVED:
        return CaseOutcome.PUBLISHED
    by_rule = state is State.SPAM and decided is None
    return CaseOutcome.RULE if by_rule else CaseOutcome.HAND


def count(cases: Iterable[Case]) -> tuple[Month, ...]:
    """The months in which something came or was settled, in their order."""
    received: dict[str, list[Case]] = defaultdict(list)
    settled: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        received[_of(case.received)].append(case)
        if case.outcome is not CaseOutcome.NONE:
            settled[_of(case.settled)].append(case)
    months = sorted(received.keys() | settled.keys())
    return tuple(_month(month, received.get(month, []), settled.get(month, [])) for month in months)


def _month(month: str, received: Sequence[Case], settled: Sequence[Case]) -> Month:
    published = [case for case in settled if case.outcome is CaseOutcome.PUBLISHED]
    moments = [*(case.received for case in received), *(case.settled for case in settled)]
    return Month(
        month=month,
        received=len(received),
        published=len(published),
        by_rule=sum(case.outcome is CaseOutcome.RULE for case in settled),
        by_hand=sum(case.outcome is CaseOutcome.HAND for case in settled),
        delay=_delay(published),
        last=max(moment.date() for moment in moments).isoformat(),
    )


def _delay(published: Sequence[Case]) -> int | None:
    """A clock that went back makes no delay negative."""
    if not published:
        return None
    seconds = median(max(0.0, (case.settled - case.received).total_seconds()) for case in published)
    return round(seconds / 60)


def _of(moment: datetime) -> str:
    """By the calendar of the place where it was written."""
    return f"{moment.year:04}-{moment.month:02}"


def merge(before: Iterable[Month], counted: Iterable[Month]) -> tuple[Month, ...]:
    """What is published, brought up to date with what is known now.

    A submission that was received stays received, so a published line that tells of more than is known now
    is from before `var/` was lost, or from another machine: it stays, and so do the lines before the first
    receipt that is known. Merging twice changes nothing.
    """
    merged = {month.month: month for month in counted}
    first = min((month.month for month in merged.values() if month.received), default="")
    for old in before:
        new = merged.get(old.month)
        if not first or old.month < first or old.received > (new.received if new else 0):
            merged[old.month] = old
    return tuple(merged[month] for month in sorted(merged))
