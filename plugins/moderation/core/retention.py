"""How long what is private is kept: thinking here is pure, `sweep` carries it out.

Soon after a decision the e-mail address goes, and with it the private file of what is public. The text of
what was refused stays longer, to try new rules on; then it goes too, and `erased` keeps that it counted.
"""

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

_AT_A_TIME = 100
"""Files, while nobody can decide."""


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
    """Erase what is kept no longer, some at a time, so that decisions need not wait for all of it. Raises
    SiteError where `erased` is damaged."""
    undo, keep = (timedelta(days=d) for d in (desk.settings.desk.undo_days, desk.settings.desk.keep_days))
    desk.queue.mend(desk.index.ask(index_questions.unfinished))
    desk.queue.drop_drafts(now)
    named = desk.index.ask(lambda opened: index_questions.touched_before(opened, now, undo, keep))
    erased = forgotten = 0
    for start in range(0, len(named), _AT_A_TIME):
        with desk.queue.locked():
            due = [
                (state, one, due_action(state, one, now, undo, keep))
                for state, one in _as_files_say(desk, named[start : start + _AT_A_TIME])
            ]
            erased += _erase(desk, [(s, one) for s, one, what in due if what is RetentionAction.ERASE])
            forgotten += _forget(
                desk, [(s, one) for s, one, what in due if what is RetentionAction.FORGET_PRIVATE]
            )
    if erased or forgotten:
        desk.index.forget_erased()
    return SweepResult(erased, forgotten)


def _erase(desk: Desk, due: Collection[tuple[State, Submission]]) -> int:
    """The files go, and how many is returned. `erased` is written before the first of them goes: a crash in
    between loses no count, and the next sweep erases the rest."""
    desk.erased.add(case for state, one in due if (case := case_of(state, one)))
    for state, one in due:
        desk.queue.erase(state, one.id)
    return len(due)


def _forget(desk: Desk, due: Collection[tuple[State, Submission]]) -> int:
    """The e-mail address goes, and how many had one is returned."""
    for state, one in due:
        desk.queue.corrections.erase(one.id)  # it names them, too
        words = one.words.without_private()
        desk.queue.add(replace(one, words=words, revision=one.revision + 1), state)
    return len(due)


def _as_files_say(desk: Desk, named: Iterable[tuple[State, str]]) -> Iterator[tuple[State, Submission]]:
    """Submissions whose time may be over."""
    for state, identifier in named:
        with suppress(NoSuchSubmission, SiteError):  # `list` tells of a file that cannot be read
            yield state, desk.queue.read(state, identifier)
