"""`python -m plugins.moderation …`: the moderator's tools, one command a run."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from plugins.common.errors import SiteError
from plugins.common.text import acts_on_terminal
from plugins.moderation import (
    arguments,
    closing,
    decisions,
    erasure,
    inspection,
    keeping,
    replay,
    reply,
    terminal,
)
from plugins.moderation.desk import Desk, Place
from plugins.moderation.publication import on_stderr
from plugins.moderation.report import Report
from plugins.moderation.states import Action
from plugins.moderation.surroundings import Surroundings

Command = Callable[[Desk, Namespace, datetime], Report]
COMMANDS: Mapping[str, Command] = {
    "moderate": terminal.run,
    "list": inspection.list_,
    "show": inspection.show,
    "stats": inspection.stats,
    **{str(action): decisions.run for action in Action},
    "reply": reply.run,
    "erase": erasure.run,
    "replay": replay.run,
    "sweep": keeping.sweep,
    "ledger": keeping.ledger,
}
_NOT_YET = (
    "Readers see it after the next build: make publish. (The key publish in moderation.toml does it for you.)"
)
_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main(words: list[str] | None = None) -> int:
    parser = arguments.parser()
    options = parser.parse_args(words)
    if options.command in ("show", "erase") and bool(options.ids) == (options.of is not None):
        parser.error(f"{options.command}: give ids, or --of EMAIL")
    try:
        return _run(options)
    except SiteError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
    except OSError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 1


def _run(options: Namespace) -> int:
    """Do it, say what was done, and then do what follows from it."""
    desk = Desk(Place())
    now = Surroundings(desk.place).in_zone(datetime.now(UTC).astimezone())
    report = COMMANDS[options.command](desk, options, now)
    as_json = getattr(options, "json", False)
    hint = [_NOT_YET] if report.changed and not desk.settings.desk.publish else []
    unsaid = _print(_json(report.data) if as_json else "\n".join((*report.lines, *hint)))
    followed = closing.close(desk, now, on_stderr) if report.decided else ()
    wrong = (*report.wrong, *unsaid, *followed)
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


def _print(text: str) -> tuple[str, ...]:
    """A reader that has gone (`… | head`) is no error. Whatever is one stops no decision from being followed
    up; it is said afterwards."""
    try:
        if text:
            print(text, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return () if isinstance(error, BrokenPipeError) else (f"standard output: {error.strerror}",)
    return ()


def _json(data: object) -> str:
    """Readable; only what a terminal would act on is written as `\\u…`, which reads back the same."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return "".join(json.dumps(sign)[1:-1] if acts_on_terminal(sign) else sign for sign in text)


if __name__ == "__main__":
    raise SystemExit(main())
