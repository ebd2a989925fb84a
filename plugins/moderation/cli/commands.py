"""The entry point of the moderator's commands: runs the one that is named, prints its report, and publishes
after decisions."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from plugins.common import standard_output
from plugins.common.errors import SiteError
from plugins.common.text import acts_on_terminal
from plugins.moderation.cli import (
    arguments,
    decide,
    edit,
    entrance,
    erase,
    inspection,
    maintenance,
    next_build,
    replay,
    reply,
    terminal,
)
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import after_decisions
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.publication import on_stderr
from plugins.moderation.core.states import Action

Command = Callable[[Desk, Namespace, datetime], CommandReport]
COMMANDS: Mapping[str, Command] = {
    "moderate": terminal.run,
    "list": inspection.list_,
    "show": inspection.show,
    "stats": inspection.stats,
    **{str(action): decide.run for action in Action},
    "reply": reply.run,
    "answer": reply.run,
    "edit": edit.run,
    "erase": erase.run,
    "login": entrance.login,
    "sessions": entrance.sessions,
    "replay": replay.run,
    "sweep": maintenance.sweep,
    "ledger": maintenance.ledger,
}
DECISIONS = tuple(str(action) for action in Action if action is not Action.UNDO)
_NOT_YET = "Readers see it after the next build: {}\n(The key “publish” in moderation.toml does it for you.)"
_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main(words: list[str] | None = None) -> int:
    parser = arguments.parser()
    options = parser.parse_args(words)
    if options.command in DECISIONS and bool(options.ids) == (options.matching is not None):
        parser.error(f"{options.command}: give ids, or --matching FILTER")
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
    """Run the command, print its report, and then publish if something was decided."""
    desk = Desk(DeskPaths())
    now = SubmissionContext(desk.paths).in_zone(datetime.now(UTC).astimezone())
    report = COMMANDS[options.command](desk, options, now)
    as_json = getattr(options, "json", False)
    hint = [_NOT_YET.format(next_build.command(desk))] if _awaits_build(desk, report) else []
    unsaid = _print(_json(report.data) if as_json else "\n".join((*report.lines, *hint)))
    failures = after_decisions.carry_out(desk, now, on_stderr) if report.decided else ()
    wrong = (*report.wrong, *unsaid, *failures)
    for failure in wrong:
        print(failure, file=sys.stderr)
    return 1 if wrong else 0


def _awaits_build(desk: Desk, report: CommandReport) -> bool:
    """Whether readers will see the decision only after a build that the moderator must start."""
    return report.changed and not desk.settings.desk.publish


def _print(text: str) -> tuple[str, ...]:
    """Print to stdout. Returns error messages rather than raising, so that what follows a decision is still
    done. A closed pipe (`… | head`) is not an error."""
    try:
        if text:
            standard_output.write(text)
    except OSError as error:
        return (f"standard output: {error.strerror}",)
    return ()


def _json(data: object) -> str:
    """Indented JSON, in Unicode; only characters that a terminal would act on are escaped as `\\u…`."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return "".join(json.dumps(sign)[1:-1] if acts_on_terminal(sign) else sign for sign in text)
