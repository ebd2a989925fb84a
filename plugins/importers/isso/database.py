"""Reads Isso's SQLite file, which is opened read-only: comments with their pages.

Columns are read by name, because the schema changed: the first one had no threads, but a `path` in each
comment. `remote_addr` and `voters`, which contain network addresses of readers, are never read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plugins.importers.record import ImportRefused

MAXIMUM_FIELD = 4 * 1024**2
_HINT = "Copy Isso's file (dbpath in isso.cfg) while Isso is stopped. Is FROM= right?"
_TEXTS = ("text", "author", "email", "website")
_NUMBERS = ("id", "parent", "created", "modified", "mode")
EXACT = "conversation"
"""The table in which an export of this site keeps what Isso has no column for."""


@dataclass(frozen=True, slots=True)
class IssoRow:
    """`line`: the number of the row. Texts are bytes, as they are in the file; b"" if there is none. `long`:
    a text is too long."""

    line: int
    page: str
    id: str
    parent: str
    mode: int
    created: float | None
    modified: float | None
    text: bytes = field(repr=False)
    author: bytes = field(repr=False)
    email: bytes = field(repr=False)
    website: bytes = field(repr=False)
    exact: str = field(default="", repr=False)
    long: bool = False


class IssoDatabase:
    """An open database of Isso's."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection, self._where = connection, where
        self._columns = self._columns_of("comments")

    def rows(self) -> Iterator[IssoRow]:
        """All comments, by page and number. Raises ImportRefused."""
        missing = [name for name in ("id", "created", "text", "mode") if name not in self._columns]
        if missing:
            what = f"no table of Isso's comments (without {', '.join(missing)})"
            raise ImportRefused(self._where, 0, what, _HINT)
        try:
            for line, row in enumerate(self._connection.execute(self._query()), 1):
                yield _row(line, row)
        except sqlite3.DatabaseError as error:
            raise _damaged(self._where, error) from None

    def _query(self) -> str:
        columns = [f"c.{name}" if name in self._columns else "NULL" for name in _NUMBERS]
        for name in _TEXTS:
            known = f"CAST(c.{name} AS BLOB)" if name in self._columns else "NULL"
            columns += [f"substr({known}, 1, {MAXIMUM_FIELD + 1})"]
        page, tables = "c.path", "comments AS c"
        if "tid" in self._columns:
            page, tables = "t.uri", "comments AS c LEFT JOIN threads AS t ON t.id = c.tid"
        exact = "NULL"
        if {"id", "file"} <= self._columns_of(EXACT):
            exact, tables = "x.file", f"{tables} LEFT JOIN {EXACT} AS x ON x.id = c.id"
        return f"SELECT {page}, {exact}, {', '.join(columns)} FROM {tables} ORDER BY {page}, c.id"

    def _columns_of(self, table: str) -> frozenset[str]:
        """The columns of a table; none for a view, since a view can compute anything."""
        try:
            kind = self._connection.execute(
                "SELECT type FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone()
            found = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self._where, error) from None
        return frozenset(row[1] for row in found) if kind and kind[0] == "table" else frozenset()


@contextmanager
def opened(path: Path) -> Iterator[IssoDatabase]:
    """Open the file without writing anything, not even beside it. Raises ImportRefused if that is not
    possible."""
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
    if not path.is_file():
        raise ImportRefused(path.name, 0, "no such file", _HINT)
    if any(one.exists() and one.stat().st_size for one in beside):
        what = "Isso is writing to it, or was cut off while it did"
        raise ImportRefused(
            path.name, 0, what, "Stop Isso, run `sqlite3 FILE .quit` beside it, and try again."
        )
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        yield IssoDatabase(connection, path.name)
    finally:
        connection.close()


def _row(line: int, row: tuple[object, ...]) -> IssoRow:
    page, exact, identifier, parent, created, modified, mode, *texts = row
    text, author, email, website = (one if isinstance(one, bytes) else b"" for one in texts)
    return IssoRow(
        line,
        page if isinstance(page, str) else "",
        str(identifier),
        "" if parent is None else str(parent),
        mode if isinstance(mode, int) else -1,
        created if isinstance(created, int | float) else None,
        modified if isinstance(modified, int | float) else None,
        text, author, email, website,
        exact if isinstance(exact, str) else "",
        any(len(one) > MAXIMUM_FIELD for one in (text, author, email, website)),
    )  # fmt: skip


def _damaged(where: str, error: sqlite3.DatabaseError) -> ImportRefused:
    return ImportRefused(where, 0, f"cannot be read as SQLite ({error})", _HINT)
