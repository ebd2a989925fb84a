"""Runs the publish command, one at a time across all processes, and keeps the results of the last runs.

A publication is owed from before the archive changes until a command that started afterwards has succeeded.
So if two decisions follow each other quickly, the second one waits for the first one's command, and then runs
its own for whatever is still owed.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.common import files, locks
from plugins.moderation.core import publish_command
from plugins.moderation.core.desk import Desk

_KEPT = 20
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Publication:
    """One run of the command. `seconds`, `code`: its duration and exit code; None while it runs, or if it was
    interrupted. `lines`: the last lines of its output."""

    began: datetime
    seconds: float | None = None
    code: int | None = None
    lines: tuple[str, ...] = ()


def on_stderr(line: str) -> None:
    """Progress goes to stderr; a closed terminal must not stop a publication."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def last(desk: Desk) -> Publication | None:
    """The last run, or None if there was none yet."""
    return next(iter(runs(desk)), None)


def runs(desk: Desk) -> tuple[Publication, ...]:
    """The last twenty runs, newest first."""
    try:
        data = json.loads(_file(desk).read_text(encoding="utf-8"))
        return tuple(map(_read, data if isinstance(data, list) else [data]))  # earlier versions kept only one
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _read(data: dict[str, Any]) -> Publication:
    began, lines = datetime.fromisoformat(data["began"]), tuple(map(str, data.get("lines", ())))
    return Publication(began, data["seconds"], data["code"], lines)


def publish(desk: Desk, now: datetime, say: Say) -> Iterator[str]:
    """Run the command if a publication is owed. `say` receives progress messages. Yields a message for each
    failure."""
    command = " ".join(desk.settings.desk.publish)
    again = f"    The decisions stand. Mend it, then run it by hand: {command}"
    try:
        with locks.one_at_a_time(desk.paths.queue / ".publishing", lambda: say("Another publication runs …")):
            if desk.queue.owed.exists():
                yield from _run(desk, now, say, command, again)
    except OSError as error:
        yield f"publish: {error}\n{again}"


def _run(desk: Desk, now: datetime, say: Say, command: str, again: str) -> Iterator[str]:
    owed = desk.queue.owed.read_bytes()
    if command:
        say(f"Publishing: {command}")
    before = runs(desk)
    _note(desk, Publication(now), before)
    began = time.monotonic()
    code = desk.publish()
    seconds = round(time.monotonic() - began, 1)
    lines = publish_command.last_lines(desk.paths.publish_log)
    _note(desk, Publication(now, seconds, code, lines), before)
    if not code and desk.queue.owed.read_bytes() == owed:  # otherwise another decision was made meanwhile
        desk.queue.owed.unlink()
    if code:
        yield f"publish: “{command}” ended with {code} after {seconds} s\n{again}"
    elif command:
        say(f"Published in {seconds} s.")


def _note(desk: Desk, publication: Publication, before: Iterable[Publication]) -> None:
    publications = [publication, *before][:_KEPT]
    data = [asdict(run) | {"began": run.began.isoformat()} for run in publications]
    files.write(_file(desk), json.dumps(data).encode(), private=True)


def _file(desk: Desk) -> Path:
    return desk.paths.queue / ".publication"
