"""The command edit: changes a pending or published comment, by options or in $EDITOR."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime

import click

from plugins.common import headers
from plugins.common.errors import SiteError
from plugins.common.headers import Schema
from plugins.common.text import one_line
from plugins.moderation.cli import details
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import decisions, editing, search
from plugins.moderation.core.context import NoSuchComment, SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.editing import BadWords, NotEditable
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_NAMES = {"Author": "author", "Site": "site", "Reply-To": "reply_to"}
_SCHEMA = Schema(tuple(_NAMES), required=frozenset())
_UNDO = "To take it back: .venv/bin/python -m plugins.moderation undo"


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.text`, `author`, `site`, `reply_to`: the new values; without any, an editor is opened."""
    try:
        submission = _opened(desk, options.id, now)
        fields = _given(options) or _typed(submission)
        if fields is None:
            return CommandReport(None, ("Nothing was changed.",))
        edited = editing.edit(
            desk, submission.id, _with_answered(desk, submission, fields), now, revision=submission.revision
        )
    except (BadWords, NotEditable) as error:
        return CommandReport(None, (), tuple(str(error).split("\n")))
    except (*decisions.REFUSALS, NoSuchSubmission, NoSuchComment, SiteError) as error:
        return CommandReport(None, (), (decisions.refusal(options.id, error),))
    if not edited.is_other:
        return CommandReport(None, ("Nothing was changed.",))
    data = details.full(edited.state, edited.submission, SubmissionContext(desk.paths))
    lines = (details.line(edited.state, edited.submission), f"{_UNDO} {submission.id}")
    return CommandReport(data, lines, decided=True, changed=edited.state is State.APPROVED)


def _opened(desk: Desk, typed: str, now: datetime) -> Submission:
    """The submission to edit. A comment that only the archive holds is copied into the queue first. Raises
    NotEditable, and whatever `search.by_id` raises."""
    found = search.by_id(typed, desk)
    if found.published:
        return editing.ensure_private_file(desk, found.published[0], now)
    return found.kept[0][1]


def _given(options: Namespace) -> dict[str, str] | None:
    changes = {name: getattr(options, name) for name in editing.FIELDS if getattr(options, name) is not None}
    if changes.get("text") == "-":
        changes["text"] = sys.stdin.read()
    return changes or None


def _typed(submission: Submission) -> dict[str, str] | None:
    """What was typed in the editor; None if it was left without saving. Raises SiteError with the line that
    cannot be read."""
    words = submission.words
    head = {name: one_line(getattr(words, field) or "") for name, field in _NAMES.items()}
    lines = "".join(f"{name}: {value}\n" for name, value in head.items() if value)
    typed = click.edit(f"{lines}\n{words.text}\n", extension=".txt")
    if typed is None:
        return None
    headed = headers.parse(typed.encode(), submission.id, _SCHEMA)
    given = {field: headed.fields.get(name, "") for name, field in _NAMES.items()}
    return {**given, "text": headed.body}


def _with_answered(desk: Desk, submission: Submission, form: Mapping[str, str]) -> Mapping[str, str]:
    """The form with the id of the answered comment, which may have been typed as its number on the page.
    Raises NoSuchComment."""
    typed = form.get("reply_to")
    if not typed or typed == submission.words.reply_to:
        return form
    return {**form, "reply_to": SubmissionContext(desk.paths).answerable(submission.words.article, typed)}
