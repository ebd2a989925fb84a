"""One decision on one submission, whoever takes it, and why it was not possible, in words."""

from datetime import datetime

from plugins.common.errors import SiteError
from plugins.moderation.core import lookup
from plugins.moderation.core.context import NoSuchComment, SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import CorrectedSince, DecidedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.states import Action, NotAllowed, State

REFUSALS = (
    lookup.NoSuchId,
    lookup.IdNotUnique,
    NoSuchComment,
    NotAllowed,
    EditedByHand,
    CorrectedSince,
    DecidedSince,
    ValueError,
)


def decide(
    desk: Desk,
    identifier: str,
    action: Action,
    now: datetime,
    answers: str | None = None,
    revision: int | None = None,
) -> tuple[State, State]:
    """Carry out one decision; the states before and after it. `answers`: a comment's number or id.
    `revision`: the one that a person looked at."""
    before, submission = desk.queue.find(identifier)
    reply_to = None
    if answers is not None:
        reply_to = SubmissionContext(desk.paths).answerable(submission.words.article, answers)
    return before, desk.decide(identifier, action, now, reply_to, revision=revision)


def take_back(desk: Desk, identifier: str, now: datetime) -> tuple[State, State]:
    """The last thing that was done with it: a decision, or an edit, whose words before come back."""
    state, one = desk.queue.find(identifier)
    before = desk.queue.corrections.read(one.id, one.corrected - 1) if one.original is not None else None
    if before and (before.revision == one.revision - 1 or state is State.PENDING):
        desk.queue.give_back(identifier)
        return state, state
    return decide(desk, identifier, Action.UNDO, now)


def refusal(typed: str, error: Exception) -> str:
    """Why it was not possible, in words."""
    if isinstance(error, SiteError):
        return "\n".join(map(str, error.problems))
    if isinstance(error, lookup.NoSuchId | lookup.IdNotUnique | NoSuchComment):
        return str(error)
    if isinstance(error, NoSuchSubmission):
        return f"{typed}: gone meanwhile; somebody else erased it"
    return f"{typed}: {error}"
