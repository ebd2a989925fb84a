"""How long what is private is kept: thinking here is pure, `sweep` carries it out.

Soon after a decision the e-mail address goes, and with it the private file of what is public. The text of
what was refused stays longer, to try new rules on; then it goes too, and `erased` keeps that it counted.
"""

from collections.abc import Iterator
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


class RetentionAction(StrEnum):
    """What happens to a private file."""

    KEEP = "keep"
    FORGET_PRIVATE = "forget what is private"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How many files went, and from how many the e-mail address did."""

    erased: int
    forgotten: int


def due_action(
    state: State, submission: Submission, now: datetime, undo: timedelta, keep: timedelta
) -> RetentionAction:
    """What waits is kept: its sender was promised an answer."""
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
    """Erase what is kept no longer. `erased` is written before the first file goes: a crash in between
    loses no count, and the next sweep erases the rest. Raises SiteError where `erased` is damaged."""
    undo, keep = (timedelta(days=d) for d in (desk.settings.desk.undo_days, desk.settings.desk.keep_days))
    desk.queue.mend(desk.index.ask(index_questions.unfinished))
    desk.queue.drop_drafts(now)
    with desk.queue.locked():
        due = [
            (state, one, due_action(state, one, now, undo, keep)) for state, one in _touched_before(desk, now)
        ]
        erased = [(state, one) for state, one, what in due if what is RetentionAction.ERASE]
        forgotten = [(state, one) for state, one, what in due if what is RetentionAction.FORGET_PRIVATE]
        desk.erased.add(case for state, one in erased if (case := case_of(state, one)))
        for state, one in erased:
            desk.queue.erase(state, one.id)
        for state, one in forgotten:
            desk.queue.corrections.erase(one.id)  # it names them, too
            words = one.words.without_private()
            desk.queue.add(replace(one, words=words, revision=one.revision + 1), state)
    if erased or forgotten:
        desk.index.forget_erased()
    return SweepResult(len(erased), len(forgotten))


def _touched_before(desk: Desk, now: datetime) -> Iterator[tuple[State, Submission]]:
    """Submissions whose time may be over, as their files say now."""
    undo, keep = (timedelta(days=d) for d in (desk.settings.desk.undo_days, desk.settings.desk.keep_days))
    for state, identifier in desk.index.ask(lambda o: index_questions.touched_before(o, now, undo, keep)):
        with suppress(NoSuchSubmission, SiteError):  # `list` tells of a file that cannot be read
            yield state, desk.queue.read(state, identifier)
