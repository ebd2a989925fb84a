"""Updates the index from the folders. Only one process at a time may do so; `QueueIndex` holds the lock."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from plugins.common.errors import SiteError
from plugins.moderation.core import index_file, index_folders
from plugins.moderation.core.index_file import transaction
from plugins.moderation.core.index_folders import IndexedFolder

_AT_A_TIME = 1000  # files per transaction, so that an interrupted update keeps what it has read
_REWRITTEN = "rewritten"
Clock = Callable[[], int]


class IndexRefresh:
    """`rewritten`: the file in which `Queue` lists the files it rewrote. `clock`: in nanoseconds."""

    def __init__(self, queue: Path, comments: Path, rewritten: Path, clock: Clock) -> None:
        self._queue, self._comments, self._rewritten, self._clock = queue, comments, rewritten, clock
        self._names: dict[str, tuple[int, list[str]]] = {}  # generation and names by folder, as a cache

    def is_needed(self, opened: sqlite3.Connection) -> bool:
        """Whether a folder changed, the list of rewritten files grew, or an unreadable file was repaired."""
        indexed = dict(opened.execute("SELECT folder, changed FROM folders").fetchall())
        now, folders = self._clock(), list(self.folders())
        same = all(self._is_same(folder, indexed.get(folder.name), now) for folder in folders)
        same = same and len(indexed) == len(folders) and self._length() == self._mark(opened)
        return not same or any(self._mended(opened))

    def run(self, opened: sqlite3.Connection) -> None:
        folders = {folder.name: folder for folder in self.folders()}
        self._drop_gone(opened, folders.keys())
        rows = opened.execute("SELECT folder, changed, generation FROM folders").fetchall()
        indexed = {name: (changed, generation) for name, changed, generation in rows}
        for folder in folders.values():
            changed, generation = indexed.get(folder.name, (None, 0))
            if not self._is_same(folder, changed, self._clock()):
                self._bring_up(opened, folder, generation)
        anew = chain(self._written_anew(opened), self._mended(opened))
        for name, file in list(anew):
            if name in folders:
                self.take(opened, folders[name], [file])

    def folders(self) -> Iterator[IndexedFolder]:
        yield from index_folders.queue(self._queue)
        yield from index_folders.archive(self._comments)

    def _is_same(self, folder: IndexedFolder, indexed: int | None, now: int) -> bool:
        return indexed == folder.changed(now) and indexed != index_folders.UNSETTLED

    def _bring_up(self, opened: sqlite3.Connection, folder: IndexedFolder, generation: int) -> None:
        changed = folder.changed(self._clock())
        before, names = self._known_names(opened, folder, generation), folder.names()
        new, gone = index_folders.changes(before, names)
        rewritten = self._rewritten_names(opened, folder) - gone if folder.state is None else set()
        todo = [*sorted(new), *sorted(rewritten)]
        self.take(opened, folder, todo)
        if gone:
            self._drop(opened, folder, gone)
        generation += bool(todo or gone)
        opened.execute("REPLACE INTO folders VALUES (?, ?, ?)", (folder.name, changed, generation))
        self._names[folder.name] = (generation, names)

    def _known_names(self, opened: sqlite3.Connection, folder: IndexedFolder, generation: int) -> list[str]:
        cached = self._names.get(folder.name)
        if cached and cached[0] == generation:
            return cached[1]
        return self._names_of(opened, folder)

    def _names_of(self, opened: sqlite3.Connection, folder: IndexedFolder) -> list[str]:
        sql = "SELECT name FROM items WHERE folder = ? UNION ALL SELECT name FROM unreadable WHERE folder = ?"
        return [name for (name,) in opened.execute(sql, (folder.name, folder.name))]

    def differing(self, opened: sqlite3.Connection, folder: IndexedFolder) -> set[str]:
        """The names of all files that are new, gone or changed, whatever the folder's time says: files may
        have been edited in place by hand."""
        new, gone = index_folders.changes(self._names_of(opened, folder), folder.names())
        return new | gone | self._rewritten_names(opened, folder)

    def _rewritten_names(self, opened: sqlite3.Connection, folder: IndexedFolder) -> set[str]:
        """The names of files that changed since they were read."""
        rows = opened.execute("SELECT name, stamp FROM items WHERE folder = ?", (folder.name,)).fetchall()
        return {name for name, stamp in rows if folder.stamp(name) not in (stamp, None)}

    def take(self, opened: sqlite3.Connection, folder: IndexedFolder, names: Sequence[str]) -> None:
        """Read files and replace their rows."""
        for start in range(0, len(names), _AT_A_TIME):
            self._take(opened, folder, names[start : start + _AT_A_TIME])

    def _take(self, opened: sqlite3.Connection, folder: IndexedFolder, names: Sequence[str]) -> None:
        with transaction(opened):
            index_file.remove(opened, folder.name, names)
            for name in names:
                with suppress(FileNotFoundError):  # moved meanwhile: the folder's time has changed again
                    self._read(opened, folder, name)
            self._supersede(opened, folder, names)

    def _read(self, opened: sqlite3.Connection, folder: IndexedFolder, name: str) -> None:
        stamp = folder.stamp(name) or ""
        try:
            index_file.put(opened, folder.name, name, stamp, folder.read(name))
        except SiteError as error:
            index_file.put_problems(opened, folder.name, name, stamp, error.problems)

    def _drop(self, opened: sqlite3.Connection, folder: IndexedFolder, names: Iterable[str]) -> None:
        with transaction(opened):
            index_file.remove(opened, folder.name, names)
            self._supersede(opened, folder, names)

    def _supersede(self, opened: sqlite3.Connection, folder: IndexedFolder, names: Iterable[str]) -> None:
        if folder.state:
            index_file.supersede(opened, (name.removesuffix(".txt") for name in names))

    def _drop_gone(self, opened: sqlite3.Connection, existing: Iterable[str]) -> None:
        """Remove the rows of folders that no longer exist."""
        indexed = {folder for (folder,) in opened.execute("SELECT folder FROM folders")}
        for folder in indexed - set(existing):
            names = [n for (n,) in opened.execute("SELECT name FROM items WHERE folder = ?", (folder,))]
            with transaction(opened):
                index_file.remove(opened, folder, names)
                opened.execute("DELETE FROM unreadable WHERE folder = ?", (folder,))
                opened.execute("DELETE FROM folders WHERE folder = ?", (folder,))

    def _written_anew(self, opened: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """Pairs of folder and file that `Queue` has rewritten since the last time."""
        length, mark = self._length(), self._mark(opened)
        if length == mark:
            return
        with self._rewritten.open("rb") as file:
            file.seek(mark if mark < length else 0)
            lines = file.read().decode().splitlines()
        opened.execute("REPLACE INTO marks VALUES (?, ?)", (_REWRITTEN, length))
        for line in dict.fromkeys(lines):
            state, _, identifier = line.partition("/")
            yield state, f"{identifier}.txt"

    def _mended(self, opened: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """Pairs of folder and file that could not be read and have changed since: they may be repaired in
        place."""
        rows = opened.execute("SELECT DISTINCT folder, name, stamp FROM unreadable").fetchall()
        folders = {folder.name: folder for folder in self.folders()} if rows else {}
        for name, file, stamp in rows:
            if name in folders and folders[name].stamp(file) not in (stamp, None):
                yield name, file

    def _mark(self, opened: sqlite3.Connection) -> int:
        row = opened.execute("SELECT value FROM marks WHERE name = ?", (_REWRITTEN,)).fetchone()
        return row[0] if row else 0

    def _length(self) -> int:
        try:
            return self._rewritten.stat().st_size
        except FileNotFoundError:
            return 0
