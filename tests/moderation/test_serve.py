"""`make intake`, the process: what hostile senders do to it, and that it tells nobody what it was sent."""

import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest

from plugins.common.errors import Problem, SiteError
from plugins.moderation import serve
from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.states import State
from tests.moderation.running import MANY, PATIENCE, intake
from tests.moderation.samples import NOW, submission
from tests.site.conftest import ROOT

TEXTS = {
    "utf-8": ("à bientôt".encode(), "à bientôt"),
    "iso-8859-1": ("à bientôt".encode("iso-8859-1"), "%E0 bient%F4t"),
    "utf-16": ("à".encode("utf-16"), "%FF%FE%E0\ufffd"),
    "x-nothing": (bytes(range(128, 256)), "%FE%FF"),
}


@pytest.fixture(scope="module")
def server(built, tmp_path_factory):
    root = tmp_path_factory.mktemp("serve")
    for name in ("plugins", "theme", "output", "output.hosts"):
        (root / name).symlink_to(built.root / name)
    shutil.copytree(built.root / "content", root / "content")
    (root / "content/moderation.csv").unlink(missing_ok=True)
    (root / "moderation.toml").write_text(MANY)
    Desk(DeskPaths(root)).queue.add(replace(submission(), decided=NOW - timedelta(days=8000)), State.REJECTED)
    Desk(DeskPaths(root)).queue.add(
        replace(submission(1), decided=NOW - timedelta(days=8000)), State.APPROVED
    )
    with intake(root) as running:
        running.until((root / "content/moderation.csv").exists)  # it follows the first sweep
        running.head = f"POST /commenter HTTP/1.1\r\nHost: localhost:{running.port}\r\n".encode()
        yield running


def is_alive(server):
    """Takes one comment, and one only."""
    before = len(server.queued("pending"))
    assert server.post().status == 303
    return len(server.queued("pending")) == before + 1


def raw(server, data):
    """What comes back for exactly these bytes, until the other side closes or waits for more.

    Who refuses them need not read them: that is a connection that breaks, here or there."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        with suppress(ConnectionError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        received = b""
        with suppress(ConnectionError):
            while more := connection.recv(65536):
                received += more
        return received


def test_slow_senders_keep_nobody_waiting(server):
    """More of them than there are threads, each with a body that does not end."""
    slow = []
    for _ in range(60):
        connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        connection.sendall(server.head + b"Content-Length: 1000\r\n\r\narticle=un&")
        slow.append(connection)
    assert is_alive(server)
    for connection in slow:
        connection.close()


def test_a_body_of_a_megabyte_is_refused_in_words(server):
    answer = server.send(b"article=un&author=Z&text=" + b"a" * 1_000_000)
    assert (
        answer.status == 413
        and "Votre commentaire est trop long\u00a0: 60\u202f000\u00a0octets au plus." in answer.text
    )
    chunks = b"article=un&author=Z&text=".ljust(65536, b"a"), *[b"a" * 65536] * 15
    chunked = b"".join(b"10000\r\n" + chunk + b"\r\n" for chunk in chunks) + b"0\r\n\r\n"
    head = (
        server.head + b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    assert raw(server, head + chunked).startswith(b"HTTP/1.1 413 ")
    assert is_alive(server)


@pytest.mark.parametrize("charset", TEXTS)
def test_bodies_in_any_charset(server, charset):
    """Shown as it was sent; nobody guesses, nothing breaks, and no word is lost."""
    sent, shown = TEXTS[charset]
    body = b"article=un&author=Z&text=" + sent
    answer = server.send(body, Content_Type=f"application/x-www-form-urlencoded; charset={charset}")
    assert answer.status == 303
    assert any(letter.endswith(f"{shown}\n".encode()) for letter in server.queued("pending"))


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 500\r\n\r\nabcde",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"X: " + b"a" * 300_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_http_takes_nothing_with_it(server, head):
    answer = raw(server, server.head + head)
    assert not answer or answer.split(b" ")[1] in {b"400", b"404", b"411", b"413", b"422", b"431", b"501"}
    assert is_alive(server)


def test_nothing_that_was_sent_is_said(server):
    """Not in the log, whatever goes wrong: here the queue is not a folder any more."""
    (server.root / "var/moderation").rename(server.root / "var/away")
    (server.root / "var/moderation").write_text("")
    fields = {name: f"canari{name}" for name in ("author", "text", "reply_to", "ticket")}
    answer = server.post(**fields, email="canari@exemple.fr", site="https://canari.exemple/")
    assert answer.status == 422
    answer = server.post(author="canari", text="canari canari", email="canari@exemple.fr")
    assert answer.status == 500 and "n’a pas été enregistré" in answer.text
    server.send(b"article=canari&\xff")
    (server.root / "var/moderation").unlink()
    (server.root / "var/away").rename(server.root / "var/moderation")
    assert is_alive(server)
    said = server.said()
    assert "canari" not in said and "127.0.0.1" not in said
    assert "NotADirectoryError: Not a directory\n" in said or "FileExistsError: File exists\n" in said


def test_what_is_old_is_swept_though_nobody_decides(server):
    assert not server.queued("rejected") and not server.queued("approved")
    assert server.post().status == 303


def test_a_sweep_that_fails_is_said_and_tried_again_a_day_later(tmp_path, monkeypatch, capsys):
    class Enough(BaseException):
        pass

    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 25:
            raise Enough

    desk = Desk(DeskPaths(tmp_path))
    desk.queue.add(replace(submission(), decided=NOW - timedelta(days=8000)), State.REJECTED)
    (tmp_path / "var/moderation/erased.csv").write_text("x\n")
    monkeypatch.setattr(serve, "sleep", sleep)
    with pytest.raises(Enough):
        serve.keep_up(BackgroundWorker(desk, lambda: NOW))
    assert slept == [3600] * 25, "nothing is due"
    assert capsys.readouterr().err.count("erased.csv:1: not a case") == 4  # sweep, ledger
    assert desk.queue.ids(State.REJECTED), "nothing is erased that would not be counted"


def test_what_was_left_or_failed_or_came_by_the_terminal_is_done_within_the_hour(monkeypatch):
    """And no error ends it; what is done once a day is tried again until it could be."""

    class Enough(BaseException):
        pass

    class Worker:
        ran: ClassVar[list[bool]] = []

        def keep_up(self, daily):
            self.ran.append(daily)
            if len(self.ran) == 1:
                raise SiteError([Problem("output.hosts/intake.json", 0, "no build", "Build.")])
            if len(self.ran) == 5:
                raise Enough
            return len(self.ran) != 2  # the index could not be checked

        def pause(self, longest):
            return longest

    monkeypatch.setattr(serve, "sleep", lambda _: None)
    with pytest.raises(Enough):
        serve.keep_up(Worker())
    assert Worker.ran == [True, True, True, False, False]


def start(folder, *words):
    command = [sys.executable, "-m", "plugins.moderation.serve", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_port_that_is_taken_is_said(server):
    done = start(server.root, "--port", str(server.port))
    assert (done.returncode, done.stdout) == (1, "")
    advice = "Choose another, and name it in the web server's settings too: make intake PORT=8101"
    assert done.stderr == f"Port {server.port}: Address already in use. {advice}\n"


def test_no_site_no_intake(tmp_path):
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    done = start(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no build has been made\n    Build the site first: make html, or make publish." in done.stderr
