"""The command moderate: shows one comment at a time and reads a key for each decision."""

import os
import signal
import sys
import termios
import tty
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.text import Text

from plugins.common.counting import counted
from plugins.moderation.cli import next_build, screen
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.cli.screen import ScreenItem
from plugins.moderation.cli.session import ANSWER, MORE, QUIT, Session
from plugins.moderation.core import filters
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import BadFilter
from plugins.moderation.core.states import Action, State

_NO_TERMINAL = (
    "This needs a terminal. Without one: .venv/bin/python -m plugins.moderation list, show, approve …"
)
_ESCAPE, _END = "\x1b", "\x04"
_MAX_BYTES = 64  # bytes of one key or of a burst of them
_PAST = {Action.APPROVE: "approved", Action.REJECT: "rejected", Action.SPAM: "marked as spam"}
Keys = Callable[[], str]


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Run until QUIT or Ctrl-C. Decisions that were made remain in any case."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return CommandReport(None, (), (_NO_TERMINAL,))
    try:
        wanted = filters.parse(" ".join(options.filter))
    except BadFilter as error:
        return CommandReport(None, (), (str(error),))
    context = SubmissionContext(desk.paths)
    session = Session(
        desk, State(options.state), lambda: context.in_zone(datetime.now(UTC).astimezone()), wanted
    )
    wrong: tuple[str, ...] = ()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # closing the window only ends the input
    with _single_keys() as keys:
        try:
            sit(session, desk, Console(highlight=False), keys)
        except KeyboardInterrupt:
            pass
        except OSError as error:
            wrong = (str(error),)
    return CommandReport(None, tuple(_summary(session, desk)), wrong, True, session.changed)


def sit(session: Session, desk: Desk, console: Console, keys: Keys) -> None:
    """Run a session: show a comment, read a key, carry it out, until the end."""
    whole = False
    while (item := session.current()) or session.done:
        console.clear()
        console.print(Text(session.note, style="bold"))
        if item:
            context = SubmissionContext(desk.paths)  # a new one: it must know what was approved a moment ago
            console.print(screen.card(ScreenItem(*item, session.left), context, console, whole))
        else:
            console.print(_nothing_left(session, desk))
        key = _read_key(session, console, keys, bool(item))
        if key == QUIT:
            return
        whole = key == MORE
        if key == ANSWER:
            session.answer(click.edit("", extension=".txt") or "")
        elif not whole:
            session.press(key)


def _nothing_left(session: Session, desk: Desk) -> Text:
    """The message shown instead of a comment. The report of the command repeats the next step."""
    awaits_build = session.changed and not desk.settings.desk.publish
    step = f" Readers see it after the next build: {next_build.command(desk)}" if awaits_build else ""
    return Text(f"Nothing more waits.{step}")


def _read_key(session: Session, console: Console, keys: Keys, is_shown: bool) -> str:
    """Read keys until one does something here. `is_shown`: whether a comment is on the screen."""
    possible = session.keys()
    console.print("\n", screen.legend(possible), sep="")
    while (key := keys()) not in possible and not (is_shown and key == MORE):
        console.print(f"“{key}” does nothing here.")
    return key


@contextmanager
def _single_keys() -> Iterator[Keys]:
    """Reads keys as they are pressed, without Enter; restores the terminal's settings afterwards."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    pressed = _pressed(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield lambda: next(pressed)
    finally:
        with suppress(termios.error):  # the window was closed
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _pressed(descriptor: int) -> Iterator[str]:
    """The keys, in lower case. Arrow and function keys arrive as several bytes that begin with ESC: they are
    ignored. The end of input counts as QUIT."""
    while True:
        burst = os.read(descriptor, _MAX_BYTES).decode(errors="replace")
        if not burst or _END in burst:
            yield QUIT
        elif not burst.startswith(_ESCAPE):
            yield from (key.lower() for key in burst if key.isprintable())


def _summary(session: Session, desk: Desk) -> Iterator[str]:
    counts = Counter(decision.action for decision in session.done)
    decided = ", ".join(f"{count} {_PAST[action]}" for action, count in counts.items())
    left = len(desk.queue.ids(State.PENDING))
    waiting = f"{counted(left, 'comment waits', 'comments wait')}." if left else "Nothing waits."
    yield f"{decided[0].upper()}{decided[1:]}. {waiting}" if decided else waiting
