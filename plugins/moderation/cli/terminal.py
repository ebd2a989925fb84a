"""`make moderate`: one comment at a time, one key a decision. The terminal is read and written here only."""

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
_AT_MOST = 64  # bytes of one key or of a burst of them
_PAST = {Action.APPROVE: "approved", Action.REJECT: "rejected", Action.SPAM: "marked as spam"}
Keys = Callable[[], str]


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Until nothing is left, or until QUIT or Ctrl-C; what was decided stands in every case."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return CommandReport(None, (), (_NO_TERMINAL,))
    try:
        filter = filters.parse(" ".join(options.filter))
    except BadFilter as error:
        return CommandReport(None, (), (str(error),))
    around = SubmissionContext(desk.paths)
    session = Session(
        desk, State(options.state), lambda: around.in_zone(datetime.now(UTC).astimezone()), filter
    )
    wrong: tuple[str, ...] = ()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a window that is closed is the end of input, and no more
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
    while (kept := session.current()) or session.done:
        console.clear()
        console.print(Text(session.note, style="bold"))
        if kept:
            around = SubmissionContext(
                desk.paths
            )  # read anew: what was approved a moment ago stands there now
            console.print(screen.card(ScreenItem(*kept, session.left), around, console, whole))
        else:
            console.print(_nothing_left(session, desk))
        key = _asked(session, console, keys, bool(kept))
        if key == QUIT:
            return
        whole = key == MORE
        if key == ANSWER:
            session.answer(click.edit("", extension=".txt") or "")
        elif not whole:
            session.press(key)


def _nothing_left(session: Session, desk: Desk) -> Text:
    """What stands in the place of a comment. The end of the session tells the next step again."""
    is_owed = session.changed and not desk.settings.desk.publish
    step = f" Readers see it after the next build: {next_build.command(desk)}" if is_owed else ""
    return Text(f"Nothing more waits.{step}")


def _asked(session: Session, console: Console, keys: Keys, shown: bool) -> str:
    """A key that does something here."""
    possible = session.keys()
    console.print("\n", screen.legend(possible), sep="")
    while (key := keys()) not in possible and not (shown and key == MORE):
        console.print(f"“{key}” does nothing here.")
    return key


@contextmanager
def _single_keys() -> Iterator[Keys]:
    """Keys as they are pressed, without Enter; the terminal is given back as it was."""
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
    """Arrow and function keys come as a burst that begins with ESC: they are not letters of it. The end of
    input is QUIT, for ever."""
    while True:
        burst = os.read(descriptor, _AT_MOST).decode(errors="replace")
        if not burst or _END in burst:
            yield QUIT
        elif not burst.startswith(_ESCAPE):
            yield from (key.lower() for key in burst if key.isprintable())


def _summary(session: Session, desk: Desk) -> Iterator[str]:
    counts = Counter(done.action for done in session.done)
    decided = ", ".join(f"{count} {_PAST[action]}" for action, count in counts.items())
    left = len(desk.queue.ids(State.PENDING))
    waiting = f"{counted(left, 'comment waits', 'comments wait')}." if left else "Nothing waits."
    yield f"{decided[0].upper()}{decided[1:]}. {waiting}" if decided else waiting
