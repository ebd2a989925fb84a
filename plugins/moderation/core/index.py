"""An index of queue and archive for lists, counts and searches, so that these need not open a hundred
thousand files.

The files remain authoritative: a submission is read from its file before anything is decided on it, and a
damaged index is rebuilt from the files.
"""

import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plugins.common import files, locks
from plugins.common.errors import Problem
from plugins.common.when import microseconds
from plugins.moderation.core import index_file, index_query, index_questions
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.index_file import LISTS, SELECT, IndexFile
from plugins.moderation.core.index_query import Cursor, Order, SqlPart
from plugins.moderation.core.index_refresh import Clock, IndexRefresh
from plugins.moderation.core.listed import DeskList, ListedComment

_NO_DAMAGE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
              sqlite3.SQLITE_IOERR}  # fmt: skip
"""Errors that rebuilding the index would not solve."""
_ALL = Filter()
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list. `counts`: of each list with the same filter; `totals`: without a filter.
    `unreadable`: the number of files that cannot be read. `previous`, `next`: cursors for `before` and
    `after`, None at either end."""

    state: DeskList
    items: tuple[ListedComment, ...]
    counts: Mapping[DeskList, int]
    totals: Mapping[DeskList, int]
    unreadable: int
    previous: str | None
    next: str | None

    @property
    def total(self) -> int:
        return self.counts[self.state]


class QueueIndex:
    """Every answer reflects the files as they are now. `folder`: of the queue, which contains the index;
    `comments`: the archive. Raises OSError if the index can neither be read nor rebuilt."""

    def __init__(self, folder: Path, comments: Path, rewritten: Path, clock: Clock = time.time_ns) -> None:
        self._folder = folder
        self._file = IndexFile(folder / "index.sqlite")
        self._refresh = IndexRefresh(folder, comments, rewritten, clock)

    def page(
        self,
        filter: Filter,
        state: DeskList,
        order: Order = Order.OLDEST,
        after: str = "",
        before: str = "",
        size: int = 25,
    ) -> ListPage:
        """One page of a list. `after`, `before`: a cursor from another page; an invalid one is ignored."""
        return self.ask(lambda opened: _page(opened, filter, state, order, (after, before), size))

    def counts(self, filter: Filter = _ALL) -> Mapping[DeskList, int]:
        return self.ask(lambda opened: _counts(opened, _narrowed(opened, filter)))

    def find(self, filter: Filter = _ALL, state: DeskList | None = None) -> list[ListedComment]:
        """All matches of a filter, oldest first, in one list or in the whole queue."""
        return self.ask(lambda opened: _find(opened, filter, state))

    def ids_with(self, typed: str) -> set[str]:
        """The ids in the queue that contain `typed`; `lookup` decides which one is meant."""
        sql = """SELECT id FROM items WHERE state <> ? AND instr(id, ?)
            UNION SELECT replace(name, '.txt', '') FROM unreadable WHERE instr(folder, '/') = 0"""
        values = (str(DeskList.PUBLISHED), typed)
        return self.ask(lambda opened: {row[0] for row in opened.execute(sql, values)})

    def published_with(self, typed: str) -> list[str]:
        """The files of published comments whose id begins with `typed`, or whose `article/id` it is."""
        slug, _, identifier = typed.rpartition("/")
        sql = """SELECT folder || '/' || name FROM items
            WHERE state = ? AND (instr(id, ?) = 1 OR (article = ? AND id = ?)) ORDER BY 1"""
        values = (str(DeskList.PUBLISHED), typed, slug, identifier)
        return self.ask(lambda opened: [row[0] for row in opened.execute(sql, values)])

    def problems(self) -> list[Problem]:
        """The problems of all files that cannot be read."""
        sql = "SELECT place, line, what, hint FROM unreadable ORDER BY place, line"
        return self.ask(lambda opened: [Problem(*row) for row in opened.execute(sql)])

    def has_text(self, fingerprint: str) -> bool:
        """Whether a text is in the queue, as of the last refresh: the intake must not wait for another
        one."""
        try:
            with self._file.opened() as opened:
                return index_questions.has_text(opened, fingerprint)
        except sqlite3.DatabaseError:
            return False

    def forget_erased(self) -> None:
        """Remove every trace of erased files from the index."""
        self.ask(index_questions.forget)

    def refresh(self, thorough: bool = False) -> None:
        """Bring the index up to date now, so that the next question is fast. `thorough`: also check the index
        for damage, and every file for changes, since files may have been edited in place by hand."""
        if thorough and not self._file.is_sound():
            self._make_again()
        self._tried(self._bring_up)
        if thorough:
            self._tried(self._look_at_each)

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Run a query on the up-to-date index, for example one of `index_questions`."""

        def answer() -> T:
            self._bring_up()
            with self._file.opened() as opened:
                return question(opened)

        return self._tried(answer)

    def _tried(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.DatabaseError as error:
            _raise_unless_damaged(error)
        self._make_again()
        try:
            return work()
        except sqlite3.DatabaseError as error:
            raise OSError(f"{self._file.path}: {error}") from error

    def _make_again(self) -> None:
        files.make_folder(self._folder, private=True)
        with locks.alone(self._folder / ".indexing"):
            self._file.begin_anew()

    def _bring_up(self) -> None:
        with self._file.opened() as opened:
            if not self._refresh.is_needed(opened):
                return
        with locks.alone(self._folder / ".indexing"), self._file.opened() as opened:
            self._refresh.run(opened)

    def _look_at_each(self) -> None:
        """This takes seconds, so it locks the index only while it writes."""
        with self._file.opened() as opened:
            for folder in self._refresh.folders():
                if differing := self._refresh.differing(opened, folder):
                    with locks.alone(self._folder / ".indexing"):
                        self._refresh.take(opened, folder, sorted(differing))


def _raise_unless_damaged(error: sqlite3.DatabaseError) -> None:
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _NO_DAMAGE:
        raise OSError(f"index of the queue: {error}") from error


def _narrowed(opened: sqlite3.Connection, filter: Filter) -> SqlPart:
    if keys := index_query.keys(filter):
        opened.execute("PRAGMA temp_store = MEMORY")  # not for every connection: VACUUM would copy into it
        opened.execute(f"CREATE TEMP TABLE {index_query.FOUND} (key INTEGER PRIMARY KEY)")
        opened.execute(f"INSERT OR IGNORE INTO {index_query.FOUND} {keys.sql}", keys.values)
    return index_query.condition(filter)


def _counts(opened: sqlite3.Connection, condition: SqlPart) -> Mapping[DeskList, int]:
    sql = f"SELECT state, count(*) {LISTS} WHERE {condition.sql} GROUP BY state"
    counts = dict(opened.execute(sql, condition.values).fetchall())
    return {state: counts.get(str(state), 0) for state in DeskList}


def _find(opened: sqlite3.Connection, filter: Filter, state: DeskList | None) -> list[ListedComment]:
    condition = _narrowed(opened, filter)
    if state:
        condition = index_query.within(condition, state)
    elif filter.state is None:
        condition = index_query.in_queue(condition)
    sql = f"{SELECT} {LISTS} WHERE {condition.sql} {index_query.ordered(forwards=True)}"
    return list(map(index_file.listed, opened.execute(sql, condition.values)))


def _page(
    opened: sqlite3.Connection,
    filter: Filter,
    state: DeskList,
    order: Order,
    places: tuple[str, str],
    size: int,
) -> ListPage:
    after, before = map(index_query.cursor, places)
    backwards = after is None and before is not None
    forwards = (order is Order.OLDEST) is not backwards
    narrowed = _narrowed(opened, filter)
    condition = index_query.within(narrowed, state)
    rows = _some(opened, condition, before if backwards else after, forwards, size + 1)
    items = rows[:size]
    ahead = _cursor(items[-1]) if len(rows) > size else None
    behind = None
    if items and (after or before) and _some(opened, condition, _cursor(items[0]), not forwards, 1):
        behind = _cursor(items[0])
    counts = _counts(opened, narrowed)
    totals = counts if filter == _ALL else _counts(opened, index_query.condition(_ALL))
    ((unreadable,),) = opened.execute("SELECT count(DISTINCT place) FROM unreadable").fetchall()
    if backwards:
        items, ahead, behind = items[::-1], behind, ahead
    return ListPage(state, tuple(items), counts, totals, unreadable, _text(behind), _text(ahead))


def _some(
    opened: sqlite3.Connection, condition: SqlPart, cursor: Cursor | None, forwards: bool, most: int
) -> list[ListedComment]:
    """At most `most` comments beyond a cursor, the nearest first."""
    condition = index_query.beyond(condition, cursor, forwards) if cursor else condition
    sql = f"{SELECT} {LISTS} WHERE {condition.sql} {index_query.ordered(forwards)} LIMIT ?"
    return list(map(index_file.listed, opened.execute(sql, (*condition.values, most))))


def _cursor(comment: ListedComment) -> Cursor:
    return Cursor(microseconds(comment.received), comment.id, comment.article)


def _text(cursor: Cursor | None) -> str | None:
    return str(cursor) if cursor else None
