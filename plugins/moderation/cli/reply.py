"""reply: the moderator's own answer to a published comment, published at once."""

import sys
from argparse import Namespace
from datetime import datetime

from plugins.moderation.cli import details
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import decisions, reply, search
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.states import State


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.id`: of a published comment; `options.text`, or standard input."""
    try:
        reply.author(desk)
        answered = _published(desk, options.id)
        one = reply.publish(desk, answered, _typed(options), now)
    except CannotReply as error:
        return CommandReport(None, (), tuple(str(error).split("\n")))
    back = f"To take it back: .venv/bin/python -m plugins.moderation undo {one.id}"
    data = {"id": one.id, "state": str(State.APPROVED), "reply_to": answered.name}
    return CommandReport(data, (details.line(State.APPROVED, one), back), decided=True, changed=True)


def _published(desk: Desk, typed: str) -> PublishedComment:
    """The published comment that is meant. Raises CannotReply."""
    try:
        found = search.by_id(typed, desk)
    except (*decisions.REFUSALS, NoSuchSubmission) as error:
        raise CannotReply(decisions.refusal(typed, error)) from None
    if not found.published:
        ((state, one),) = found.kept
        raise CannotReply(f"{one.id} is {state}; only what is published can be answered: approve it first")
    return found.published[0]


def _typed(options: Namespace) -> str:
    if options.text is not None:
        return str(options.text)
    if sys.stdin.isatty():
        print("Your answer; Ctrl-D on a line of its own ends it:", file=sys.stderr)
    return sys.stdin.read()
