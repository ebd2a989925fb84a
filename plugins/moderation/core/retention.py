"""Deletes private data when its time is over. `due_action` decides (pure), `sweep` carries it out.

Soon after a decision the e-mail address is deleted, and with it the private file of a published comment.
Refused texts are kept longer, to try new rules on; then they are deleted too, and `erased` keeps them
counted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from plugins.common.errors import SiteError
from plugins.moderation.core import index_questions
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.ledger import case_of
from plugins.moderation.core.listed import of_submission
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

QueueItem = tuple[State, Submission]
_AT_A_TIME = 100
"""The number of files processed while the queue is locked, so that moderators need not wait long."""


class RetentionAction(StrEnum):
    """What to do with a private file."""

    KEEP = "keep"
    FORGET_PRIVATE = "forget what is private"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How many files were erased, and from how many the private fields were removed."""

    erased: int
    forgotten: int


def due_action(
    state: State, submission: Submission, now: datetime, undo: timedelta, keep: timedelta
) -> RetentionAction:
    """What retention requires now. Waiting submissions are kept: their sender was promised an answer. `undo`,
    `keep`: the periods of `[desk]`."""
    if state is State.PENDING:
        return RetentionAction.KEEP
    age = now - of_submission(state, submission).touched
    if age >= (undo if state is State.APPROVED else keep):
        return RetentionAction.ERASE
    return (
        RetentionAction.FORGET_PRIVATE if age >= undo and _has_private(submission) else RetentionAction.KEEP
    )


def _has_private(submission: Submission) -> bool:
    return submission.words != submission.words.without_private()


def sweep(desk: Desk, now: datetime) -> SweepResult:
    """Erase what is too old, in portions, so that decisions need not wait for all of it. Raises SiteError if
    `erased` is damaged."""
    undo, keep = (timedelta(days=d) for d in (desk.settings.desk.undo_days, desk.settings.desk.keep_days))
    desk.queue.mend(desk.index.ask(index_questions.unfinished))
    desk.queue.drop_drafts(now)
    named = desk.index.ask(lambda opened: index_questions.touched_before(opened, now, undo, keep))
    erased = forgotten = 0
    for start in range(0, len(named), _AT_A_TIME):
        with desk.queue.locked():
            due: dict[RetentionAction, list[QueueItem]] = defaultdict(list)
            for state, submission in _read(desk, named[start : start + _AT_A_TIME]):
                due[due_action(state, submission, now, undo, keep)].append((state, submission))
            erased += _erase(desk, due[RetentionAction.ERASE])
            forgotten += _forget(desk, due[RetentionAction.FORGET_PRIVATE])
    if erased or forgotten:
        desk.index.forget_erased()
    return SweepResult(erased, forgotten)


def _erase(desk: Desk, due: Collection[QueueItem]) -> int:
    """Delete files and return their number. `erased` is written first: after a crash in between, no case is
    missing from the ledger, and the next sweep deletes the rest."""
    desk.erased.add(case for state, submission in due if (case := case_of(state, submission)))
    for state, submission in due:
        desk.queue.erase(state, submission.id)
    return len(due)


def _forget(desk: Desk, due: Collection[QueueItem]) -> int:
    """Remove the private fields, and return from how many submissions."""
    for state, submission in due:
        desk.queue.corrections.erase(submission.id)  # earlier versions have the address too
        words = submission.words.without_private()
        desk.queue.add(replace(submission, words=words, revision=submission.revision + 1), state)
    return len(due)


def _read(desk: Desk, named: Iterable[tuple[State, str]]) -> Iterator[QueueItem]:
    for state, identifier in named:
        with suppress(NoSuchSubmission, SiteError):  # `list` reports files that cannot be read
            yield state, desk.queue.read(state, identifier)
