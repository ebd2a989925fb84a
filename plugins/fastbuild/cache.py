"""What builds keep for the next ones, in a file of SQLite.

Tables are mappings of plain values, cut into shards, so that a small change is a small write. The root,
written in the same transaction, holds the digests of all shards: what it names belongs together, whatever a
crash, a loss of power or a bad disk left. Records are found under their digest, in parts that are read alone.

Inside is what `marshal` writes: plain values only, and, unlike a pickle, nothing that runs when it is read.
`marshal` trusts its input, which is why the digest is looked at first.
"""

import logging
import marshal
import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

from plugins.common.digests import digest, verified, with_digest

SHARDS = 128
SEEN = "sources"
"""The table of what was seen of them (`changes`)."""
_VERSION = crc32(f"4 {sys.implementation.cache_tag} {marshal.version} {SHARDS}".encode()) >> 1
_ROOT = ("root", 0)
_SETUP = (
    "PRAGMA page_size = 16384",
    "PRAGMA synchronous = OFF",  # the root tells what a loss of power left apart
    "CREATE TABLE IF NOT EXISTS shards (name TEXT, number INTEGER, value BLOB, PRIMARY KEY (name, number))",
)
_log = logging.getLogger(__name__)
Shards = Mapping[int, dict[str, Any]]
Record = tuple[bytes, ...]


class NeedsFullBuild(Exception):
    """Why Pelican must do it: a sentence."""


def shard_of(name: str) -> int:
    return crc32(os.fsencode(name)) % SHARDS


def in_shards(values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Shards:
    """A table of tuples as it is written: its shards that are not as they were `before`, if that is known."""
    if before is None:
        shards: dict[int, dict[str, Any]] = {number: {} for number in range(SHARDS)}
    else:
        other = [name for name, value in values.items() if before.get(name) is not value]
        shards = {shard_of(name): {} for name in (*other, *(before.keys() - values.keys()))}
    if shards:
        for name, value in values.items():
            if (number := shard_of(name)) in shards:
                shards[number][name] = tuple(value)
    return shards


class Cache:
    """The file at `path`; its records have so many `parts`. Whatever is wrong with it, it is as if it were
    empty, and the log says so."""

    def __init__(self, path: Path, parts: int) -> None:
        self._path, self._columns = path, [f"part{number}" for number in range(parts)]
        self._connections: dict[int, sqlite3.Connection] = {}
        self._is_told = False

    def read(self, name: str) -> dict[str, Any] | None:
        """A table, or None where there is none that can be believed."""
        if name not in self._digests:
            return None
        rows = self._rows("SELECT number, value FROM shards WHERE name = ?", name)
        if {number: digest(value) for number, value in rows} != self._digests[name]:
            self._tell("is damaged")
            return None
        return {key: one for _, shard in rows for key, one in marshal.loads(shard).items()}

    def write(self, tables: Mapping[str, Shards]) -> None:
        """Put these shards in the place of others: all or nothing."""
        digests = {name: dict(known) for name, known in self._digests.items()}
        rows = []
        for name, shards in tables.items():
            for number, shard in shards.items():
                data = marshal.dumps(shard)
                digests.setdefault(name, {})[number] = digest(data)
                rows.append((name, number, data))
        rows.append((*_ROOT, with_digest(marshal.dumps(digests))))
        with self._connection as connection:
            connection.execute("BEGIN")
            connection.executemany("REPLACE INTO shards VALUES (?, ?, ?)", rows)
        self.__dict__["_digests"] = digests

    def record(self, key: bytes, part: int) -> memoryview | None:
        """One part of a record, or None where there is none that can be believed."""
        rows = self._rows(f"SELECT {self._columns[part]} FROM records WHERE key = ?", _row(key))
        try:
            return verified(rows[0][0]) if rows else None
        except (ValueError, TypeError):
            self._tell("is damaged")
            return None

    def holds(self, key: bytes) -> bool:
        """Whether all parts of a record are there, and as they were written."""
        return all(self.record(key, part) is not None for part in range(len(self._columns)))

    def add(self, records: Iterable[tuple[bytes, Record]]) -> None:
        """Records and their keys; they are nobody's until a table names them."""
        rows = [(_row(key), *map(with_digest, parts)) for key, parts in records]
        marks = ", ".join("?" * (len(self._columns) + 1))
        with self._connection as connection:
            connection.execute("BEGIN")
            connection.executemany(f"REPLACE INTO records VALUES ({marks})", rows)

    def remove(self, keys: Iterable[bytes]) -> None:
        self._remove([(_row(key),) for key in keys])

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Put away all other records."""
        wanted = set(map(_row, keys))
        self._remove([row for row in self._rows("SELECT key FROM records") if row[0] not in wanted])

    def _remove(self, rows: list[tuple[int]]) -> None:
        with self._connection as connection:
            connection.execute("BEGIN")
            connection.executemany("DELETE FROM records WHERE key = ?", rows)

    def check(self) -> None:
        """Whether the file is sound; else another is begun. A whole build asks, and then writes into it."""
        if self._rows("PRAGMA quick_check") != [("ok",)]:
            self._begin_anew("is damaged")

    def close(self) -> None:
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()

    @cached_property
    def _digests(self) -> dict[str, dict[int, bytes]]:
        """Of all shards that belong together, by table."""
        rows = self._rows("SELECT value FROM shards WHERE name = ? AND number = ?", *_ROOT)
        try:
            return marshal.loads(verified(rows[0][0])) if rows else {}
        except (ValueError, TypeError):
            self._tell("is damaged")
            return {}

    def _rows(self, query: str, *values: Any) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            self._tell("is damaged")
            return []

    def _tell(self, what: str) -> None:
        if not self._is_told:
            _log.info("%s %s: what is missing is made again.", self._path.name, what)
        self._is_told = True

    @property
    def _connection(self) -> sqlite3.Connection:
        """Its own in each process: it must not be used, nor closed, beyond a fork."""
        if os.getpid() not in self._connections:
            self._connections[os.getpid()] = self._open()
        return self._connections[os.getpid()]

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = self._set_up()
        except (sqlite3.DatabaseError, OSError):
            return self._begin_anew("is damaged")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return connection if version == _VERSION else self._begin_anew("is of another version")

    def _begin_anew(self, why: str) -> sqlite3.Connection:
        self._tell(why)
        self.close()
        for ending in ("", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self.__dict__["_digests"] = {}
        self._connections[os.getpid()] = self._set_up()
        return self._connections[os.getpid()]

    def _set_up(self) -> sqlite3.Connection:
        is_new = not self._path.exists() or not self._path.stat().st_size
        connection = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        columns = ", ".join(f"{name} BLOB" for name in self._columns)
        for statement in (
            *_SETUP,
            f"CREATE TABLE IF NOT EXISTS records (key INTEGER PRIMARY KEY, {columns})",
            *([f"PRAGMA user_version = {_VERSION}"] if is_new else ()),
        ):
            connection.execute(statement)
        return connection


def _row(key: bytes) -> int:
    """A digest as SQLite's own number of a row: no index can lead to another one."""
    return int.from_bytes(key[:8], "big", signed=True)
