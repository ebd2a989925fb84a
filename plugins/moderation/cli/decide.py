"""The commands approve, reject, spam, undo. Each id is decided on its own: one that fails stops no other."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from plugins.common.errors import SiteError
from plugins.moderation.cli import details, matching
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import decisions, lookup, search, submission_file
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import Action, State

_OVER = "published, and its time for undo is over; erase takes its words away"


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options`: the command's name is the action; `ids`, or `matching` a filter; for approving perhaps
    `reply_to`."""
    if getattr(options, "matching", None) is not None:
        return matching.run(desk, options, now)
    if options.command == Action.UNDO and (batch := matching.batch_of(desk, options.ids)):
        return matching.undo(desk, batch, now)
    action = Action(options.command)
    done: list[details.Data] = []
    lines: list[str] = []
    wrong: list[str] = []
    changed = False
    for typed in options.ids:
        try:
            identifier = search.submission_id(typed, desk)
            before, after = _carried_out(desk, identifier, action, options, now)
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            archived = _is_only_archived(desk, typed, error)
            wrong.append(f"{typed}: {_OVER}" if archived else decisions.refusal(typed, error))
            continue
        changed = changed or State.APPROVED in (before, after)
        done.append({"id": identifier, "state": str(after)})
        lines.append(details.line(after, desk.queue.find(identifier)[1]))
    return CommandReport(done, (*lines, *_way_back(action, done)), tuple(wrong), bool(done), changed)


def _carried_out(
    desk: Desk, identifier: str, action: Action, options: Namespace, now: datetime
) -> tuple[State, State]:
    if action is Action.UNDO:
        return decisions.take_back(desk, identifier, now)
    return decisions.decide(desk, identifier, action, now, getattr(options, "reply_to", None))


def _is_only_archived(desk: Desk, typed: str, error: Exception) -> bool:
    """Whether only the archive knows this id, because the private file was erased after its time."""
    is_unknown = isinstance(error, lookup.NoSuchId) and submission_file.is_id(typed)
    return is_unknown and desk.queue.archive.holds(typed)


def _way_back(action: Action, done: list[details.Data]) -> Iterator[str]:
    if done and action is not Action.UNDO:
        ids = " ".join(decided["id"] for decided in done)
        yield f"To take it back: .venv/bin/python -m plugins.moderation undo {ids}"
