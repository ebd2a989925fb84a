"""One decision on one submission, from the terminal or the browser, and the message if it was not
possible."""

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
    """Carry out one decision and return the states before and after it. `answers`: the number or id of the
    comment that this one answers. `revision`: the one that the moderator looked at."""
    before, submission = desk.queue.find(identifier)
    reply_to = None
    if answers is not None:
        reply_to = SubmissionContext(desk.paths).answerable(submission.words.article, answers)
    return before, desk.decide(identifier, action, now, reply_to, revision=revision)


def take_back(desk: Desk, identifier: str, now: datetime) -> tuple[State, State]:
    """Undo the last thing done to a submission: a decision, or an edit, which restores the previous words."""
    state, submission = desk.queue.find(identifier)
    previous = None
    if submission.original is not None:
        previous = desk.queue.corrections.read(submission.id, submission.corrected - 1)
    if previous and (previous.revision == submission.revision - 1 or state is State.PENDING):
        desk.queue.give_back(identifier)
        return state, state
    return decide(desk, identifier, Action.UNDO, now)


def refusal(typed: str, error: Exception) -> str:
    """A message that says why a decision was not possible. `typed`: the id as the moderator typed it."""
    if isinstance(error, SiteError):
        return "\n".join(map(str, error.problems))
    if isinstance(error, lookup.NoSuchId | lookup.IdNotUnique | NoSuchComment):
        return str(error)
    if isinstance(error, NoSuchSubmission):
        return f"{typed}: gone meanwhile; somebody else erased it"
    return f"{typed}: {error}"
