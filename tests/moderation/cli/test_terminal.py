"""`make moderate`: what a key does, what is seen, and a whole sitting on a real terminal."""

import codecs
import io
import os
import pty
import select
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from plugins.moderation.cli import screen, terminal
from plugins.moderation.cli.screen import ScreenItem
from plugins.moderation.cli.session import MORE, Session
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.states import Action, State
from tests.moderation.running import PATIENCE
from tests.moderation.samples import NOW, submission
from tests.site.conftest import ROOT


@pytest.fixture
def session(line):
    return Session(line.desk, State.PENDING, lambda: NOW)


def press(session, keys):
    for key in keys:
        assert session.current() is not None or session.done
        session.press(key)
    return session.note


def ids(line, state):
    return line.desk.queue.ids(state)


def test_keys_decide_oldest_first(line, session):
    press(session, "ars")
    assert [ids(line, state) for state in (State.APPROVED, State.REJECTED, State.SPAM)] == [
        [one] for one in line.ids
    ]
    assert session.current() is None and session.changed


def test_the_note_names_what_was_done_and_the_way_back(line, session):
    assert press(session, "a") == "Approved: Zoé, “Bonjour. À bientôt”. “u” takes it back."
    assert press(session, "u") == "Taken back: Zoé, “Bonjour. À bientôt”. It waits again."
    assert press(session, "k") == "Skipped: Zoé, “Bonjour. À bientôt”. It stays where it is."


def test_undo_goes_all_the_way_back_and_shows_what_it_took_back(line, session):
    press(session, "rr")
    press(session, "u")
    assert session.current()[1].id == line.ids[1]
    press(session, "u")
    assert session.current()[1].id == line.ids[0] and ids(line, State.PENDING) == line.ids
    assert not session.changed


def test_a_filter_shows_only_what_it_finds(line):
    line.desk.queue.add(submission(9, text="Gagnez http://a.spam.example/"))
    found = Session(line.desk, State.PENDING, lambda: NOW, Filter(host="spam.example"))
    press(found, "s")
    assert found.current() is None
    assert ids(line, State.SPAM) == [submission(9).id] and len(ids(line, State.PENDING)) == 3


def test_undo_is_of_ones_own_decision_and_touches_no_edit_of_another(line, session):
    press(session, "a")
    line.desk.queue.edit(line.ids[0], replace(submission().words, text="Bonsoir."), NOW)
    press(session, "u")
    state, one = line.desk.queue.find(line.ids[0])
    assert (state, one.words.text) == (State.APPROVED, "Bonsoir.")
    assert "is approved; somebody decided on it or changed its words meanwhile" in session.note


def test_only_what_is_possible_is_offered(line, session):
    session.current()
    assert session.keys() == {"a": "approve", "r": "reject", "s": "spam", "k": "skip", "q": "quit"}
    press(session, "sss")
    assert session.current() is None and session.keys() == {"u": "undo", "q": "quit"}
    spam = Session(line.desk, State.SPAM, lambda: NOW)
    spam.current()
    assert spam.keys() == {"a": "approve", "k": "skip", "q": "quit"}


def test_what_comes_in_meanwhile_is_shown_and_what_was_skipped_is_not_shown_again(line, session):
    press(session, "kkk")
    line.desk.queue.add(submission(9))
    assert session.current()[1].id == submission(9).id
    press(session, "a")
    assert session.current() is None and ids(line, State.PENDING) == line.ids


def test_two_moderators(line, session):
    other = Session(line.desk, State.PENDING, lambda: NOW)
    session.current(), other.current()
    press(session, "a")
    other.press("r")
    assert other.note == (
        f"Not done: {line.ids[0]} is approved; somebody decided on it or changed its words meanwhile"
    )
    assert other.current()[1].id == line.ids[1]
    line.desk.queue.erase(State.PENDING, line.ids[1])
    assert other.current()[1].id == line.ids[2]


def test_a_damaged_file_is_named_and_passed_over(line, session):
    path = line.root / "var/moderation/pending" / f"{line.ids[0]}.txt"
    path.write_text("x")
    assert session.current()[1].id == line.ids[1]
    assert f"{path}:1: not a header" in session.note


def seen(line, one, height=30, whole=False):
    console = Console(file=io.StringIO(), width=80, height=height, color_system=None)
    around = SubmissionContext(line.desk.paths)
    console.print(screen.card(ScreenItem(State.PENDING, one, 3), around, console, whole))
    return console.file.getvalue()


def test_a_comment_in_its_context(line):
    line.desk.queue.add(submission(0))
    line.desk.decide(line.ids[0], Action.APPROVE, NOW)
    text = "Voir https://exemple.fr/a et www.gouv.fr"
    one = submission(5, text=text, reply_to=line.ids[0], site="https://zoe.exemple")
    assert [row.rstrip() for row in seen(line, one).splitlines()] == [
        "pending, 3 left  un ────────────────────────────────────────────────────────────",
        "It answers: 1. Zoé, 2026-11-24: Bonjour. À bientôt",
        "╭─ Zoé ────────────────────────────────────────────────────────────────────────╮",
        "│ Voir https://exemple.fr/a et www.gouv.fr                                     │",
        "╰──────────────────────────────────────────────────────────────────────────────╯",
        "E-mail   z@exemple.fr",
        "Site     https://zoe.exemple",
        "Sent     2026-11-24 14:05, by web",
        "Verdict  pending",
        "Links    zoe.exemple  https://zoe.exemple",
        "         exemple.fr  https://exemple.fr/a",
        "         www.gouv.fr  www.gouv.fr",
    ]


@pytest.mark.parametrize(
    ("words", "context"),
    [
        ({}, "Said last: 1. Zoé, 2026-11-24: Bonjour. À bientôt"),
        ({"reply_to": "99"}, "It answers 99, which is not published."),
        ({"article": "deux"}, "The first comment of this article."),
    ],
)
def test_what_stands_around_it(line, words, context):
    line.desk.decide(line.ids[0], Action.APPROVE, NOW)
    assert context in seen(line, submission(5, **words))


def test_a_long_text_leaves_room_for_the_keys(line):
    one = submission(5, text="\n".join(f"ligne {n}" for n in range(300)))
    short = seen(line, one)
    assert len(short.splitlines()) < 30 and f"289 more lines: {MORE} shows them" in short
    whole = seen(line, one, whole=True)
    assert "ligne 299" in whole and "more lines" not in whole


def test_nothing_in_a_comment_acts_on_the_terminal(line):
    one = submission(5, text="[bold]gras[/bold] \u202eturn", author="[red]Z\u2066")
    shown = seen(line, one)
    assert "[bold]gras[/bold] \\u202eturn" in shown and "[red]Z" in shown
    assert shown.replace("\n", "").isprintable()


def test_many_links_are_counted(line):
    text = " ".join(f"http://h{n}.fr" for n in range(9))
    assert "h5.fr  http://h5.fr" in seen(line, submission(5, text=text)) and "and 3 more" in seen(
        line, submission(5, text=text)
    )


def test_keys_come_one_by_one_and_arrows_are_no_letters(monkeypatch):
    bursts = iter([b"\x1b[A", b"\x1bOa", "aÉ\n".encode(), b"\x04", b"a", b""])
    monkeypatch.setattr(os, "read", lambda *_: next(bursts))
    pressed = terminal._pressed(0)
    assert [next(pressed) for _ in range(5)] == ["a", "é", "q", "a", "q"]


class Terminal:
    """A process on a terminal of its own."""

    def __init__(self, root, *command):
        self._master, slave = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "80", "LINES": "30"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "plugins.moderation", *command],
            cwd=root, env=environment, stdin=slave, stdout=slave, stderr=slave,
            preexec_fn=lambda: os.login_tty(slave),  # so that Ctrl-C is a signal
        )  # fmt: skip
        os.close(slave)
        self._decoder = codecs.getincrementaldecoder("utf-8")()  # a read may end within a sign
        self.seen = ""

    def until(self, words):
        while words not in self.seen and self._read():
            pass
        assert words in self.seen
        return self

    def press(self, keys):
        self.seen = ""
        os.write(self._master, keys.encode())
        return self

    def end(self):
        while self._read():
            pass
        os.close(self._master)
        return self.process.wait(PATIENCE)

    def hang_up(self):
        os.close(self._master)
        self.process.wait(PATIENCE)

    def _read(self):
        if not select.select([self._master], [], [], PATIENCE)[0]:
            self.process.kill()
            pytest.fail(f"nothing comes; seen so far: {self.seen}")
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: the other side has closed
            return False
        self.seen += self._decoder.decode(data)
        return bool(data)


@pytest.fixture
def at_a_terminal(line):
    (line.root / "plugins").symlink_to(ROOT / "plugins")
    line.rules('[desk]\npublish = ["touch", "published"]\n')
    return line


def test_a_sitting(at_a_terminal):
    line = at_a_terminal
    one = Terminal(line.root, "moderate").until("3 left").until("quit")
    one.press("x").until("“x” does nothing here.")
    one.press("a").until("Approved: Zoé").until("2 left")
    one.press("r").until("1 left").until("quit")
    one.press("u").until("Taken back").until("2 left").until("quit")
    one.press("sk").until("Nothing more waits.").until("quit").press("q")
    assert one.end() == 0
    assert "Publishing: touch published" in one.seen
    assert "1 approved, 1 marked as spam. 1 comment waits." in one.seen
    assert (line.root / "published").exists() and (line.root / "content/moderation.csv").exists()
    assert [ids(line, state) for state in State] == [[line.ids[2]], [line.ids[0]], [], [line.ids[1]]]


@pytest.mark.parametrize(("keys", "shown", "told"), [("kkk", 0, 0), ("rsr", 1, 0), ("akk", 1, 1)])
def test_where_nothing_is_left_the_next_step_is_told(line, session, keys, shown, told):
    """If readers would see anything new; a desk that publishes by itself says nothing."""
    screens, pressed = io.StringIO(), iter(f"{keys}q")
    terminal.sit(session, line.desk, Console(file=screens, width=200), lambda: next(pressed))
    assert screens.getvalue().count("Nothing more waits.") == shown
    assert screens.getvalue().count("after the next build: make publish") == told


def test_ctrl_c_ends_it_and_what_was_decided_stands(at_a_terminal):
    line = at_a_terminal
    one = Terminal(line.root, "moderate").until("quit")
    one.press("a").until("2 left").until("quit").press("\x03")
    one.until("1 approved. 2 comments wait.")
    one.end()
    assert ids(line, State.APPROVED) == [line.ids[0]] and (line.root / "published").exists()


def test_a_window_that_is_closed_ends_it_and_what_follows_is_done(at_a_terminal):
    line = at_a_terminal
    one = Terminal(line.root, "moderate").until("quit")
    one.press("a").until("2 left").until("quit")
    one.hang_up()
    assert ids(line, State.APPROVED) == [line.ids[0]] and (line.root / "published").exists()


def test_where_nothing_waits(at_a_terminal):
    one = Terminal(at_a_terminal.root, "moderate", "--state", "spam")
    assert one.end() == 0
    assert one.seen == "3 comments wait.\r\n"


def test_an_answer_is_one_key_away(line, session):
    line.rules('[desk]\nauthor = "Ana"\n')
    session = Session(Desk(line.desk.paths), State.PENDING, lambda: NOW)
    session.current()
    assert session.keys()["w"] == "approve and answer"
    session.answer("  \n")
    assert session.note == "Nothing was written; nothing is done." and ids(line, State.PENDING) == line.ids
    session.answer("Merci.")
    assert session.note.startswith("Approved and answered: Zoé")
    texts = [path.read_text() for path in (line.root / "content/comments/un").glob("*.txt")]
    assert len(texts) == 2 and sum(text.endswith("\nMerci.\n") for text in texts) == 1


def test_without_a_name_no_answer_is_offered(session):
    session.current()
    offered = session.keys()
    assert "w" not in offered


def test_what_was_corrected_while_it_was_looked_at_is_shown_again(line, session):
    shown = session.current()[1]
    line.desk.correct(shown.id, replace(shown.words, text="Tout autre chose."), NOW)
    session.press("a")
    assert "changed its words meanwhile" in session.note
    assert session.current()[1].words.text == "Tout autre chose." and ids(line, State.APPROVED) == []
    press(session, "a")
    assert ids(line, State.APPROVED) == [shown.id]
