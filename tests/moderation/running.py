"""`make intake` as a process: its port, its folder, and all that it said."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from tests.hosts.servers import free_port

MANY = "[intake]\nper_minute = 1000000\nper_day = 1000000\n"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Running:
    """A server that takes comments in `root`."""

    def __init__(self, root: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.root, self.port, self.process, self._log = root, port, process, log

    def connect(self, source: str = "127.0.0.1") -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))

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

    def queued(self, state: str) -> list[bytes]:
        return [path.read_bytes() for path in (self.root / "var/moderation" / state).glob("*.txt")]


@contextmanager
def intake(root: Path) -> Iterator[Running]:
    """Started in the folder of a built site; ended when the block ends."""
    port, log = free_port(), root / "intake.log"
    command = [sys.executable, "-m", "plugins.moderation.serve", "--port", str(port)]
    with log.open("wb") as file, subprocess.Popen(command, cwd=root, stdout=file, stderr=file) as process:
        try:
            while b"Ctrl-C" not in log.read_bytes():
                assert process.poll() is None, log.read_text()
            yield Running(root, port, process, log)
        finally:
            process.terminate()
