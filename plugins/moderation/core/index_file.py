"""The SQLite file of the index: its tables, and the conversion between comments and rows.

It is built from the files of queue and archive, and `QueueIndex` rebuilds it if it is missing, of another
version or damaged, that is, on any `sqlite3.DatabaseError`.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plugins.common.errors import Problem
from plugins.common.when import microseconds
from plugins.moderation.core import reasons
from plugins.moderation.core.listed import DeskList, ListedComment, folded

_VERSION = 5
_PATIENCE = 60  # seconds; only a process suspended in the middle of a write can hold the lock that long

_COLUMNS = (
    "state", "id", "article", "author", "received", "excerpt", "fingerprint", "file", "decided", "email",
    "site", "reply_to", "source", "verdict", "hosts", "reasons", "revision", "corrected", "withdrawn",
    "edited", "private",
)  # fmt: skip
"""The fields of `ListedComment`, which are read back."""
_FOUND_BY = ("folder", "name", "moment", "touched", "day", "author_folded", "email_folded", "rules")
_SCHEMA = (
    # A folder, when it was last changed, and how often its rows were: `generation`.
    "CREATE TABLE folders (folder TEXT PRIMARY KEY, changed INTEGER, generation INTEGER) WITHOUT ROWID",
    f"CREATE TABLE items (key INTEGER PRIMARY KEY, {', '.join((*_FOUND_BY, *_COLUMNS))}, stamp TEXT,"
    " superseded INTEGER DEFAULT 0)",
    "CREATE UNIQUE INDEX by_file ON items (folder, name)",
    # All that lists are sorted and filtered by, so that only the rows of the shown page are read.
    "CREATE INDEX by_moment ON items (state, moment, id, article, day, author_folded, email_folded, rules,"
    " superseded) WHERE NOT superseded",
    "CREATE INDEX by_id ON items (id, state, revision)",
    "CREATE INDEX by_touched ON items (state, touched)",
    "CREATE INDEX by_fingerprint ON items (fingerprint)",
    "CREATE TABLE unreadable (folder TEXT, name TEXT, stamp TEXT, place TEXT, line INTEGER, what TEXT,"
    " hint TEXT)",
    # The `host_key` of each host that a comment links to.
    "CREATE TABLE hosts (host TEXT, key INTEGER, PRIMARY KEY (host, key)) WITHOUT ROWID",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID",
    # `folded` has separated the words already, so SQLite's simplest tokenizer will do. Short prefixes match
    # many words and therefore have their own index.
    "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'ascii', prefix = '1 2 3 4')",
)
SELECT = f"SELECT {', '.join(f'items.{column}' for column in _COLUMNS)}"
LISTS = "FROM items INDEXED BY by_moment"
"""Forces SQLite to walk the index in list order: looking up rows one by one and sorting them is slow where a
filter matches nearly everything."""


class IndexFile:
    """A SQLite file in WAL mode, so that readers never wait. A connection is short and used by one thread."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection. Raises sqlite3.DatabaseError if the file is missing or of another version."""
        address = f"file:{quote(str(self.path.absolute()))}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)) as opened:
            if opened.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                raise sqlite3.DatabaseError("another version")
            opened.execute("PRAGMA synchronous = NORMAL")
            opened.execute("PRAGMA secure_delete = ON")  # erased comments must leave no trace
            yield opened

    def begin_anew(self) -> None:
        """Replace it with an empty index. Connections never create the file, so none can open a part of it
        meanwhile."""
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self.path}{ending}").unlink()
        draft = self.path.with_name(f".{self.path.name}.draft")
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
        draft.replace(self.path)

    def is_sound(self) -> bool:
        try:
            with self.opened() as opened:
                return opened.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False


@contextmanager
def transaction(opened: sqlite3.Connection) -> Iterator[None]:
    opened.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            opened.execute("ROLLBACK")
        raise
    opened.execute("COMMIT")


def put(opened: sqlite3.Connection, folder: str, name: str, stamp: str, comment: ListedComment) -> None:
    """Insert the row of a file that has none yet."""
    found_by = (
        folder,
        name,
        microseconds(comment.received),
        microseconds(comment.touched),
        comment.day,
        folded(comment.author),
        (comment.email or "").casefold(),
        "".join(f"\n{reason.rule}\n" for reason in comment.reasons),
    )
    shown = [_written(column, getattr(comment, column)) for column in _COLUMNS]
    names = ", ".join((*_FOUND_BY, *_COLUMNS, "stamp"))
    marks = ", ".join("?" * (len(_FOUND_BY) + len(_COLUMNS) + 1))
    row = opened.execute(f"INSERT INTO items ({names}) VALUES ({marks})", (*found_by, *shown, stamp))
    opened.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row.lastrowid, comment.words))
    opened.executemany(
        "INSERT INTO hosts VALUES (?, ?)", [(host_key(h), row.lastrowid) for h in comment.hosts]
    )


def remove(opened: sqlite3.Connection, folder: str, names: Iterable[str]) -> None:
    for name in names:
        where = "FROM items WHERE folder = ? AND name = ?"
        for key, hosts in opened.execute(f"SELECT key, hosts {where}", (folder, name)).fetchall():
            opened.execute("DELETE FROM words WHERE rowid = ?", (key,))
            of_row = [(host_key(host), key) for host in hosts.split()]
            opened.executemany("DELETE FROM hosts WHERE host = ? AND key = ?", of_row)
            opened.execute("DELETE FROM items WHERE key = ?", (key,))
        opened.execute("DELETE FROM unreadable WHERE folder = ? AND name = ?", (folder, name))


def put_problems(
    opened: sqlite3.Connection, folder: str, name: str, stamp: str, problems: Iterable[Problem]
) -> None:
    """Store the problems of a file that cannot be read, instead of a row."""
    rows = (
        (folder, name, stamp, problem.where, problem.line, problem.what, problem.hint) for problem in problems
    )
    opened.executemany("INSERT INTO unreadable VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def supersede(opened: sqlite3.Connection, identifiers: Iterable[str]) -> None:
    """Mark the rows of submissions of which another file has a higher revision: only that one counts."""
    higher = (
        "EXISTS (SELECT 1 FROM items o WHERE o.id = items.id AND o.state <> ? AND o.revision"
        " > items.revision)"
    )
    sql = f"UPDATE items SET superseded = {higher} WHERE id = ? AND state <> ? AND superseded <> {higher}"
    published = str(DeskList.PUBLISHED)
    opened.executemany(sql, [(published, identifier, published, published) for identifier in identifiers])


def host_key(host: str) -> str:
    """`b.spam.example` as `example.spam.b.`, so that a host is a prefix of its subdomains."""
    return "".join(f"{label}." for label in reversed(host.split(".")))


def listed(row: tuple[Any, ...]) -> ListedComment:
    """A row of `SELECT` as a comment. Raises sqlite3.DatabaseError if it cannot be one of ours."""
    try:
        values = {column: _read(column, value) for column, value in zip(_COLUMNS, row, strict=True)}
        return ListedComment(**values)
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(f"no row of ours: {error}") from None


def _written(column: str, value: Any) -> Any:
    if column == "hosts":
        return "".join(f" {host} " for host in value)
    if column == "reasons":
        return reasons.dump(value) if value else None
    return value.isoformat() if isinstance(value, datetime) else value


def _read(column: str, value: Any) -> Any:
    if column in ("received", "decided", "edited"):
        return None if value is None else datetime.fromisoformat(value)
    if column == "hosts":
        return tuple(value.split())
    if column == "reasons":
        return reasons.parse(value) if value else ()
    if column in ("withdrawn", "private"):
        return bool(value)
    return DeskList(value) if column == "state" else value
