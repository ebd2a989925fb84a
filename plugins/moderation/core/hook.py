"""Runs the owner's command for each new comment, to notify a chat, a telephone or a script (`[desk] hook`).

The command gets JSON on its standard input, once per waiting comment. A comment is marked on disk as reported
when the command succeeded; otherwise it is tried again. Visitors never wait for it.
"""

import json
import subprocess
from datetime import datetime
from typing import Any

from plugins.common import files, locks
from plugins.common.errors import SiteError
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_SECONDS = 30
"""The time limit for the command."""


class HookFailed(Exception):
    """The command could not be run, failed, or took too long. The message is for a log."""


def run(desk: Desk, now: datetime) -> int:
    """Report all waiting comments that were not reported before; returns how many. After HookFailed or
    OSError, the rest is reported by the next call."""
    command = desk.settings.desk.hook
    if not command:
        return 0
    marks = desk.paths.queue / "hook"
    files.make_folder(marks, private=True)
    count = 0
    with locks.alone(marks / ".running"):  # so that two workers do not report the same comment
        waiting = dict.fromkeys(desk.queue.ids(State.PENDING))
        for mark in marks.glob("[!.]*"):
            if mark.name not in waiting:
                mark.unlink(missing_ok=True)
        for identifier in waiting:
            if not (marks / identifier).exists():
                _tell(desk, command, identifier)
                files.write(marks / identifier, now.isoformat().encode(), private=True)
                count += 1
    return count


def event(submission: Submission, title: str, address: str | None, private: bool) -> dict[str, Any]:
    """The JSON for the command. `title`, `address`: of the article. `private`: include what is never
    published."""
    words = submission.words
    data = {
        "event": "submission",
        "id": submission.id,
        "article": words.article,
        "title": title,
        "address": address,
        "author": words.author,
        "text": words.text,
        "reply_to": words.reply_to,
        "received": submission.received.isoformat(),
        "source": submission.source,
        "verdict": submission.verdict,
        "reasons": list(map(str, submission.reasons)),
    }
    return data | ({"email": words.email, "site": words.site} if private else {})


def _tell(desk: Desk, command: tuple[str, ...], identifier: str) -> None:
    try:
        submission = desk.queue.read(State.PENDING, identifier)
    except (NoSuchSubmission, SiteError):  # decided meanwhile, or unreadable, which `list` reports
        return
    context = SubmissionContext(desk.paths)
    site = context.site()
    article = site.articles.get(submission.words.article) if site else None
    address = site.address(article) if site and article else None
    data = event(
        submission, context.title(submission.words.article), address, desk.settings.desk.hook_private
    )
    _run(desk, command, json.dumps(data, ensure_ascii=False).encode())


def _run(desk: Desk, command: tuple[str, ...], data: bytes) -> None:
    try:
        done = subprocess.run(
            command, input=data, cwd=desk.paths.root, stdout=2, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise HookFailed(f"{command[0]} took more than {_SECONDS} s") from None
    if done.returncode:
        raise HookFailed(f"{command[0]} ended with {done.returncode}")
