"""The publish command: one publication after another, whatever the number of terminals and workers, and what
became of the last one, for whoever asks.

A publication is owed from before the archive changes until a command that began afterwards ended well. So of
two decisions in quick succession the second waits for the first one's command, and what that left owed, its
own covers.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from plugins.common import files, locks
from plugins.moderation.core.desk import Desk

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Publication:
    """The last one. `seconds` and `code`: of the command when it had ended; None while it runs, or where it
    was cut off."""

    began: datetime
    seconds: float | None = None
    code: int | None = None


def on_stderr(line: str) -> None:
    """Stdout is for what was asked of us. That a window was closed stops no publication."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def last(desk: Desk) -> Publication | None:
    """None where there was none yet."""
    try:
        data = json.loads(_file(desk).read_text(encoding="utf-8"))
        return Publication(datetime.fromisoformat(data["began"]), data["seconds"], data["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def publish(desk: Desk, now: datetime, say: Say) -> Iterator[str]:
    """Run the command if a publication is owed; `say` hears that it runs, and how it ended. Yields what went
    wrong."""
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
    _note(desk, Publication(now))
    began = time.monotonic()
    code = desk.publish()
    seconds = round(time.monotonic() - began, 1)
    _note(desk, Publication(now, seconds, code))
    if not code and desk.queue.owed.read_bytes() == owed:  # else a decision was made meanwhile, and owes anew
        desk.queue.owed.unlink()
    if code:
        yield f"publish: “{command}” ended with {code} after {seconds} s\n{again}"
    elif command:
        say(f"Published in {seconds} s.")


def _note(desk: Desk, publication: Publication) -> None:
    data = asdict(publication) | {"began": publication.began.isoformat()}
    files.write(_file(desk), json.dumps(data).encode(), private=True)


def _file(desk: Desk) -> Path:
    return desk.paths.queue / ".publication"
