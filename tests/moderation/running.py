"""`make intake` as a process: its port, its folder, and all that it complained of."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

MANY = "[intake]\nper_minute = 1000000\nper_day = 1000000\n"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE = 300  # seconds; only a hang takes them


class Running:
    """A server that takes comments in `root`."""

    def __init__(self, root: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.root, self.port, self.process, self._log = root, port, process, log

    def connect(self, source: str = "127.0.0.1") -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(source, 0))

    def send(self, body: bytes, source: str = "127.0.0.1", **headers: str) -> HTTPResponse:
        """One POST on a connection of its own; `answer.text` is the page."""
        connection = self.connect(source)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST", "/commenter", body, {**FORM, **given})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def post(self, source: str = "127.0.0.1", **fields: str) -> HTTPResponse:
        form = {"article": "un", "author": "Zoé", "text": "Bonjour.", "f_mail": "", **fields}
        return self.send(urlencode(form).encode(), source)

    def said(self) -> str:
        return self._log.read_text()

    def until(self, happened: Callable[[], bool]) -> None:
        """Something that the process does by itself, however long it takes."""
        while not happened():
            assert self.process.poll() is None, self.said()
            time.sleep(0.01)

    def queued(self, state: str) -> list[bytes]:
        return [path.read_bytes() for path in (self.root / "var/moderation" / state).glob("*.txt")]


@contextmanager
def intake(root: Path) -> Iterator[Running]:
    """Started in the folder of a built site, on a port that is free; ended when the block ends."""
    log = root / "intake.log"
    command = [sys.executable, "-m", "plugins.moderation.serve", "--port", "0"]
    with (
        log.open("wb") as file,
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=file) as process,
    ):
        try:
            said = process.stdout.readline().decode()
            ready = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/ answers .* of \S+ \(Ctrl-C to stop\)\n", said)
            assert ready, log.read_text()
            yield Running(root, int(ready[1]), process, log)
        finally:
            process.terminate()
