"""The index brought up to what the folders hold now. One at a time; `QueueIndex` sees to that."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from plugins.common.errors import SiteError
from plugins.moderation.core import index_file, index_folders
from plugins.moderation.core.index_file import transaction
from plugins.moderation.core.index_folders import IndexedFolder

_AT_A_TIME = 1000  # files; what was taken in stays, whenever it is cut off
_REWRITTEN = "rewritten"
Clock = Callable[[], int]


class IndexRefresh:
    """`rewritten`: the list that `Queue` keeps of files that it wrote anew. `clock`: in nanoseconds."""

    def __init__(self, queue: Path, comments: Path, rewritten: Path, clock: Clock) -> None:
        self._queue, self._comments, self._rewritten, self._clock = queue, comments, rewritten, clock
        self._names: dict[str, tuple[int, list[str]]] = {}  # as of a generation; a long run has them at hand

    def is_needed(self, opened: sqlite3.Connection) -> bool:
        """Whether a folder was changed since, or a list of what was written anew grew, or a file that could
        not be read was mended."""
        known = dict(opened.execute("SELECT folder, changed FROM folders").fetchall())
        now, folders = self._clock(), list(self.folders())
        same = all(self._is_same(folder, known.get(folder.name), now) for folder in folders)
        same = same and len(known) == len(folders) and self._length() == self._mark(opened)
        return not same or any(self._mended(opened))

    def run(self, opened: sqlite3.Connection) -> None:
        folders = {folder.name: folder for folder in self.folders()}
        self._drop_gone(opened, folders.keys())
        rows = opened.execute("SELECT folder, changed, generation FROM folders").fetchall()
        known = {name: (changed, generation) for name, changed, generation in rows}
        for folder in folders.values():
            changed, generation = known.get(folder.name, (None, 0))
            if not self._is_same(folder, changed, self._clock()):
                self._bring_up(opened, folder, generation)
        anew = chain(self._written_anew(opened), self._mended(opened))
        for name, file in list(anew):
            if name in folders:
                self.take(opened, folders[name], [file])

    def folders(self) -> Iterator[IndexedFolder]:
        yield from index_folders.queue(self._queue)
        yield from index_folders.archive(self._comments)

    def _is_same(self, folder: IndexedFolder, known: int | None, now: int) -> bool:
        return known == folder.changed(now) and known != index_folders.UNSETTLED

    def _bring_up(self, opened: sqlite3.Connection, folder: IndexedFolder, generation: int) -> None:
        changed = folder.changed(self._clock())
        before, names = self._known_names(opened, folder, generation), folder.names()
        new, gone = index_folders.changes(before, names)
        other = self._other(opened, folder) - gone if folder.state is None else set()
        todo = [*sorted(new), *sorted(other)]
        self.take(opened, folder, todo)
        if gone:
            self._drop(opened, folder, gone)
        generation += bool(todo or gone)
        opened.execute("REPLACE INTO folders VALUES (?, ?, ?)", (folder.name, changed, generation))
        self._names[folder.name] = (generation, names)

    def _known_names(self, opened: sqlite3.Connection, folder: IndexedFolder, generation: int) -> list[str]:
        known = self._names.get(folder.name)
        if known and known[0] == generation:
            return known[1]
        return self._names_of(opened, folder)

    def _names_of(self, opened: sqlite3.Connection, folder: IndexedFolder) -> list[str]:
        sql = "SELECT name FROM items WHERE folder = ? UNION ALL SELECT name FROM unreadable WHERE folder = ?"
        return [name for (name,) in opened.execute(sql, (folder.name, folder.name))]

    def differing(self, opened: sqlite3.Connection, folder: IndexedFolder) -> set[str]:
        """The names of files that came, went or were written anew, whatever the folder's time says: by hand,
        where they stand, say."""
        new, gone = index_folders.changes(self._names_of(opened, folder), folder.names())
        return new | gone | self._other(opened, folder)

    def _other(self, opened: sqlite3.Connection, folder: IndexedFolder) -> set[str]:
        """The names of files that are not as they were when they were read."""
        rows = opened.execute("SELECT name, stamp FROM items WHERE folder = ?", (folder.name,)).fetchall()
        return {name for name, stamp in rows if folder.stamp(name) not in (stamp, None)}

    def take(self, opened: sqlite3.Connection, folder: IndexedFolder, names: Sequence[str]) -> None:
        """Read files, and put what is in them in the place of what was."""
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

    def _drop_gone(self, opened: sqlite3.Connection, there: Iterable[str]) -> None:
        """Folders of articles that went."""
        known = {folder for (folder,) in opened.execute("SELECT folder FROM folders")}
        for folder in known - set(there):
            names = [n for (n,) in opened.execute("SELECT name FROM items WHERE folder = ?", (folder,))]
            with transaction(opened):
                index_file.remove(opened, folder, names)
                opened.execute("DELETE FROM unreadable WHERE folder = ?", (folder,))
                opened.execute("DELETE FROM folders WHERE folder = ?", (folder,))

    def _written_anew(self, opened: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """Folders and files that `Queue` named since the last time."""
        length, seen = self._length(), self._mark(opened)
        if length == seen:
            return
        with self._rewritten.open("rb") as file:
            file.seek(seen if seen < length else 0)
            lines = file.read().decode().splitlines()
        opened.execute("REPLACE INTO marks VALUES (?, ?)", (_REWRITTEN, length))
        for line in dict.fromkeys(lines):
            state, _, identifier = line.partition("/")
            yield state, f"{identifier}.txt"

    def _mended(self, opened: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """Files that could not be read and have changed since: whoever mends one may write it where it is."""
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
