"""The command that is told of what came: a chat, a telephone, a script of one's own (`[desk] hook`).

It gets JSON on its standard input, once for each comment that waits: what was told is marked on disk when the
command has ended well. It never makes a visitor wait, and what failed is tried again.
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
"""How long the command may take; then it is ended."""


class HookFailed(Exception):
    """The command could not be run, ended with an error, or took too long. Words for a log."""


def run(desk: Desk, now: datetime) -> int:
    """How many were told now. Raises HookFailed, OSError: what was not told stays to be told."""
    command = desk.settings.desk.hook
    if not command:
        return 0
    marks = desk.paths.queue / "hook"
    files.make_folder(marks, private=True)
    told = 0
    with locks.alone(marks / ".running"):  # of two workers, one tells
        waiting = dict.fromkeys(desk.queue.ids(State.PENDING))
        for mark in marks.glob("[!.]*"):
            if mark.name not in waiting:
                mark.unlink(missing_ok=True)
        for identifier in waiting:
            if not (marks / identifier).exists():
                _tell(desk, command, identifier)
                files.write(marks / identifier, now.isoformat().encode(), private=True)
                told += 1
    return told


def event(one: Submission, title: str, address: str | None, private: bool) -> dict[str, Any]:
    """What the command is told. `address`: of the article; `private`: with what is never published."""
    words = one.words
    data = {
        "event": "submission",
        "id": one.id,
        "article": words.article,
        "title": title,
        "address": address,
        "author": words.author,
        "text": words.text,
        "reply_to": words.reply_to,
        "received": one.received.isoformat(),
        "source": one.source,
        "verdict": one.verdict,
        "reasons": list(map(str, one.reasons)),
    }
    return data | ({"email": words.email, "site": words.site} if private else {})


def _tell(desk: Desk, command: tuple[str, ...], identifier: str) -> None:
    try:
        one = desk.queue.read(State.PENDING, identifier)
    except (NoSuchSubmission, SiteError):  # decided meanwhile; a file that cannot be read, `list` tells of
        return
    context = SubmissionContext(desk.paths)
    known = context.known()
    article = known.articles.get(one.words.article) if known else None
    address = known.address(article) if known and article else None
    data = event(one, context.title(one.words.article), address, desk.settings.desk.hook_private)
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
