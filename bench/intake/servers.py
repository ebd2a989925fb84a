"""The two intakes, each in a folder of its own, and what a post to each looks like."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.intake.visitors import Post

ROOT = Path(__file__).parents[2]
ISSO = "isso==0.14.0"
_TEXT = "Je ne suis pas d’accord, et voici pourquoi, avec une source : https://exemple.fr/{}"
_ARTICLE = "Title: Un\nDate: 2020-12-18 10:00\nSlug: un\n\nTexte.\n"
_RULES = "[intake]\nper_minute = 1000000\nper_day = 10000000\n"
_ISSO = """[general]
dbpath = {folder}/comments.db
host = http://localhost/
[server]
listen = http://127.0.0.1:{port}/
[moderation]
enabled = true
[guard]
enabled = false
[admin]
enabled = true
password = bench
"""


def ours(number: int) -> Post:
    body = urlencode(
        {"article": "un", "author": f"Zoé {number}", "text": _TEXT.format(number), "action": "send"}
    )
    return Post("/commenter", body.encode(), {"Content-Type": "application/x-www-form-urlencoded"}, 303)


def isso(number: int) -> Post:
    body = json.dumps({"author": f"Zoé {number}", "text": _TEXT.format(number), "title": "Un"})
    headers = {"Content-Type": "application/json", "Origin": "http://localhost"}
    return Post("/new?uri=%2Fun", body.encode(), headers, 202)


def ours_kept(folder: Path) -> int:
    """How many comments are on disk."""
    return len(list((folder / "var" / "moderation").glob("*/*.txt")))


def isso_kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "comments.db")) as database:
        return int(database.execute("SELECT count(*) FROM comments").fetchone()[0])


@contextmanager
def our_server(folder: Path, port: int) -> Iterator[int]:
    """`make intake` over a site of one article."""
    for name in ("plugins", "theme", "pelicanconf.py", "examples/site.toml"):
        (folder / Path(name).name).symlink_to(ROOT / name)
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "content" / "articles" / "un.md").write_text(_ARTICLE, encoding="utf-8")
    (folder / "moderation.toml").write_text(_RULES)
    subprocess.run([sys.executable, "-m", "pelican"], cwd=folder, check=True, capture_output=True)
    command = [sys.executable, "-m", "plugins.moderation.serve", "--port", str(port)]
    with _running(command, folder, port) as process:
        yield process


@contextmanager
def isso_server(folder: Path, port: int) -> Iterator[int]:
    """Isso as its own `isso run`, moderation on, its guard off; the id of its process."""
    python = _environment()
    (folder / "isso.cfg").write_text(_ISSO.format(folder=folder, port=port))
    with _running([str(python.with_name("isso")), "-c", "isso.cfg", "run"], folder, port) as process:
        yield process


def _environment() -> Path:
    """An environment with Isso and nothing of ours."""
    python = ROOT / "bench" / ".work" / "isso" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", ISSO], check=True)
    return python


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        try:
            _wait_for(port)
            yield process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
                connection.connect()
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")
