"""The desk as a browser meets it: `make intake` over the bench's files, and pages fetched from it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from bench.desk.clock import RUNS, say
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.login import HERE

ROOT = Path(__file__).parents[2]
_ARTICLE = "Title: Un\nDate: 2020-12-18 10:00\nSlug: un\n\nTexte.\n"
_PATIENCE = 300
_AT_REST = 0.05
"""Seconds of the processor, in three."""
T = TypeVar("T")
_TICKS = os.sysconf("SC_CLK_TCK")
PAGES = ("/bureau/", "/bureau/indesirables/", "/bureau/publies/")


class Browser:
    """One that keeps its cookie."""

    def __init__(self, port: int, process: int) -> None:
        self._port, self._process, self._cookie = port, process, ""

    def send(self, method: str, path: str, **fields: str) -> str:
        """The page, after one redirect."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        host = f"127.0.0.1:{self._port}"
        headers = {"Cookie": self._cookie, "Host": host, "Origin": f"http://{host}"}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        page, place = answer.read().decode(), answer.headers["Location"]
        self._cookie = (answer.headers["Set-Cookie"] or self._cookie).partition(";")[0]
        connection.close()
        if answer.status not in (200, 302, 303):
            raise RuntimeError(f"{method} {path}: {answer.status}\n{page[:500]}")
        return self.send("GET", place.partition(host)[2] or place) if place else page

    def best(self, what: str, path: str) -> str:
        """The page, and what it took the server."""
        taken, page = [], ""
        for _ in range(RUNS):
            cpu, clock = self._processor(), time.perf_counter()
            page = self.send("GET", path)
            taken.append((self._processor() - cpu, time.perf_counter() - clock))
        say(what, *min(taken, key=lambda one: one[1]))
        return page

    def timed(self, what: str, work: Callable[[], T]) -> T:
        cpu, clock = self._processor(), time.perf_counter()
        done = work()
        say(what, self._processor() - cpu, time.perf_counter() - clock)
        return done

    def wait_for_rest(self) -> None:
        """Until what the server does in the background is done."""
        before = -1.0
        while (now := self._processor()) - before > _AT_REST:
            before = now
            time.sleep(3)

    def memory(self) -> float:
        """The most it took, in MB."""
        status = Path(f"/proc/{self._process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _processor(self) -> float:
        fields = Path(f"/proc/{self._process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


def measure(folder: Path, port: int) -> None:
    _build(folder)
    with _intake(folder, port) as browser:
        key = Desk(DeskPaths(folder)).login_links().issue(HERE, datetime.now(UTC))
        browser.send("POST", "/bureau/entrer", cle=key)
        browser.timed("what an intake does once a day, at its start", browser.wait_for_rest)
        for path in PAGES:
            browser.best(f"GET {path}", path)
        page = browser.send("GET", "/bureau/")
        for _ in range(RUNS):
            publish = partial(_publish, browser, page)
            page = browser.timed("POST a decision, and the page after it", publish)
        most = browser.memory()
    print(f"\nmemory of the intake, at most: {most:.0f} MB\n")


def _publish(browser: Browser, page: str) -> str:
    """The page after a decision on the first comment of another."""
    buttons = BeautifulSoup(page, "html.parser").select(".current button")
    button = next(button for button in buttons if button.text == "Publier")
    form = button.find_parent("form")
    if form is None:
        raise RuntimeError("the button “Publier” stands in no form")
    fields = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[type=hidden]")}
    if button.get("name"):
        fields[str(button["name"])] = str(button["value"])
    return browser.send("POST", str(form["action"]), **fields)


def _build(folder: Path) -> None:
    """A site of one article, beside all the others' comments."""
    for name in ("plugins", "theme", "pelicanconf.py", "examples/site.toml"):
        if not (folder / Path(name).name).exists():
            (folder / Path(name).name).symlink_to(ROOT / name)
    if (folder / "output.hosts").exists():
        return
    (folder / "content/articles").mkdir(parents=True, exist_ok=True)
    (folder / "content/articles/un.md").write_text(_ARTICLE, encoding="utf-8")
    aside = folder / "content/comments"
    aside.rename(folder / "comments.aside")
    try:
        subprocess.run([sys.executable, "-m", "pelican"], cwd=folder, check=True, capture_output=True)
    finally:
        (folder / "comments.aside").rename(aside)


@contextmanager
def _intake(folder: Path, port: int) -> Iterator[Browser]:
    command = [sys.executable, "-m", "plugins.moderation.serve", "--port", str(port)]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
        try:
            if process.stdout is None or not process.stdout.readline():
                raise RuntimeError("the intake did not start")
            say("the intake starts", 0, time.perf_counter() - began)
            yield Browser(port, process.pid)
        finally:
            process.terminate()
