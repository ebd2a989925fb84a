"""The command reply: publishes the moderator's own answer to a published comment, at once."""

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
    """`options.id`: the published comment; `options.text`: the answer; without it, standard input is read."""
    try:
        reply.author(desk)
        answered = _published(desk, options.id)
        answer = reply.publish(desk, answered, _typed(options), now)
    except CannotReply as error:
        return CommandReport(None, (), tuple(str(error).split("\n")))
    back = f"To take it back: .venv/bin/python -m plugins.moderation undo {answer.id}"
    data = {"id": answer.id, "state": str(State.APPROVED), "reply_to": answered.name}
    return CommandReport(data, (details.line(State.APPROVED, answer), back), decided=True, changed=True)


def _published(desk: Desk, typed: str) -> PublishedComment:
    """The published comment with this id. Raises CannotReply."""
    try:
        matches = search.by_id(typed, desk)
    except (*decisions.REFUSALS, NoSuchSubmission) as error:
        raise CannotReply(decisions.refusal(typed, error)) from None
    if not matches.published:
        ((state, submission),) = matches.kept
        raise CannotReply(
            f"{submission.id} is {state}; only what is published can be answered: approve it first"
        )
    return matches.published[0]


def _typed(options: Namespace) -> str:
    if options.text is not None:
        return str(options.text)
    if sys.stdin.isatty():
        print("Your answer; Ctrl-D on a line of its own ends it:", file=sys.stderr)
    return sys.stdin.read()
