"""Isso's admin page over the same comments. It knows no spam, so all of the queue waits there; a page of it
has 100 of them."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from bench.desk import corpus
from bench.desk.browser import Browser
from bench.desk.clock import RUNS, timed
from bench.intake import servers

_PUBLISHED, _WAITING, _DELETED = 1, 2, 4
_MODES = {_WAITING: "waiting", _PUBLISHED: "published", _DELETED: "deleted"}
_COLUMNS = "tid, created, mode, remote_addr, text, author, email, likes, dislikes, voters, notification"
_KEY = re.compile(r"validate_com\((\d+), '([^']+)'")


def measure(folder: Path, queue: int, archive: int, port: int) -> None:
    """On the disk of `folder`."""
    own = Path(tempfile.mkdtemp(prefix="isso-", dir=folder))
    try:
        with servers.isso_server(own, port):
            pass  # it makes its tables
        with timed("Isso: its database filled"):
            _fill(own / "comments.db", queue, archive)
        with servers.isso_server(own, port) as process:
            _ask(Browser(port, process))
    finally:
        shutil.rmtree(own)


def _fill(database: Path, queue: int, archive: int) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        articles = [(f"/article-{number}/", f"Article {number}") for number in range(corpus.ARTICLES)]
        opened.executemany("INSERT INTO threads (uri, title) VALUES (?, ?)", articles)
        rows = (
            (1 + number % corpus.ARTICLES, moment.timestamp(), mode, "127.0.0.0", text, author, email, 0, 0,
             bytes(256), 0)
            for number, moment, mode, text, author, email in _comments(queue, archive)
        )  # fmt: skip
        opened.executemany(f"INSERT INTO comments ({_COLUMNS}) VALUES ({', '.join('?' * 11)})", rows)


def _comments(queue: int, archive: int) -> Iterator[tuple[int, datetime, int, str, str, str | None]]:
    chance = corpus.beginning()
    for number, (_, one) in enumerate(corpus.submissions(chance, queue)):
        yield number, one.received, _WAITING, one.words.text, one.words.author, one.words.email
    for number, moment, author, text in corpus.published(chance, archive):
        yield number, moment, _PUBLISHED, text, author, None


def _ask(browser: Browser) -> None:
    browser.send("POST", "/login/", password="bench")
    for mode, name in _MODES.items():
        page = browser.best(f"Isso: GET /admin/, {name}", f"/admin/?mode={mode}")
        if "Administration" not in page or "Log Out" not in page:
            raise RuntimeError(page[:500])
    for _ in range(RUNS):
        page = browser.send("GET", "/admin/?mode=2")
        browser.timed("Isso: an approval, and the page after it", partial(_approve, browser, page))


def _approve(browser: Browser, page: str) -> None:
    found = _KEY.search(page)
    if found is None:
        raise RuntimeError("no comment can be approved")
    identifier, key = found.groups()
    browser.send("POST", f"/id/{identifier}/activate/{key}")
    browser.send("GET", "/admin/?mode=2")
