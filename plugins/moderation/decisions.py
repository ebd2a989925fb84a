"""approve, reject, spam, undo: several at once, each on its own, so that one that fails stops no other."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from plugins.common.errors import SiteError
from plugins.moderation import details, letter, lookup
from plugins.moderation.desk import Desk
from plugins.moderation.queue import Edited, Unknown
from plugins.moderation.report import Report
from plugins.moderation.states import Action, NotAllowed, State
from plugins.moderation.surroundings import NoSuchComment, Surroundings

_OVER = "published, and its time for undo is over; erase takes its words away"
REFUSALS = (lookup.Unclear, NoSuchComment, NotAllowed, Edited, ValueError)


def run(desk: Desk, options: Namespace, now: datetime) -> Report:
    """`options`: the command's name is the action; `ids`, and for approving perhaps `reply_to`."""
    action = Action(options.command)
    done: list[details.Data] = []
    lines: list[str] = []
    wrong: list[str] = []
    changed = False
    for typed in options.ids:
        try:
            identifier = lookup.submission(typed, every_id(desk))
            before, after = decide(desk, identifier, action, now, getattr(options, "reply_to", None))
        except (*REFUSALS, Unknown, SiteError, OSError) as error:
            wrong.append(
                refusal(typed, error) if not _is_settled(desk, typed, error) else f"{typed}: {_OVER}"
            )
            continue
        changed = changed or State.APPROVED in (before, after)
        done.append({"id": identifier, "state": str(after)})
        lines.append(details.line(after, desk.queue.find(identifier)[1]))
    return Report(done, (*lines, *_way_back(action, done)), tuple(wrong), bool(done), changed)


def decide(
    desk: Desk, identifier: str, action: Action, now: datetime, answers: str | None = None
) -> tuple[State, State]:
    """Carry out one decision; the states before and after it. `answers`: a comment's number or id."""
    before, submission = desk.queue.find(identifier)
    reply_to = None
    if answers is not None:
        reply_to = Surroundings(desk.place).answerable(submission.words.article, answers)
    return before, desk.decide(identifier, action, now, reply_to)


def every_id(desk: Desk) -> set[str]:
    """Of whatever state."""
    return {identifier for state in State for identifier in desk.queue.ids(state)}


def refusal(typed: str, error: Exception) -> str:
    """Why it was not possible, in words."""
    if isinstance(error, SiteError):
        return "\n".join(map(str, error.problems))
    if isinstance(error, lookup.Unclear | NoSuchComment):
        return str(error)
    if isinstance(error, Unknown):
        return f"{typed}: gone meanwhile; somebody else erased it"
    return f"{typed}: {error}"


def _is_settled(desk: Desk, typed: str, error: Exception) -> bool:
    """Whether only the archive knows this id: the private file went when its time was over."""
    return isinstance(error, lookup.Nowhere) and letter.is_id(typed) and desk.queue.in_archive(typed)


def _way_back(action: Action, done: list[details.Data]) -> Iterator[str]:
    if done and action is not Action.UNDO:
        ids = " ".join(one["id"] for one in done)
        yield f"To take it back: .venv/bin/python -m plugins.moderation undo {ids}"
