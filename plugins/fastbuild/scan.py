"""A look at everything a build reads, without reading it: sizes, times and places of files.

Any difference counts, not only a later time: clocks are set back. A file that was touched in the very moment
of the look may be touched again without a trace; it is looked into the next time.
"""

import os
import sys
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from zlib import crc32

from plugins.common import versions
from plugins.fastbuild.sealed import canonical, digest

SHARES = 2
"""A look is as many looks of halves, which two cores take at once."""
_SAME_MOMENT = 50_000_000  # nanoseconds; file systems tick every four to ten million
_PLUGINS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
UNSURE = b""
_SEEN = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
Times = tuple[int, ...]
Row = tuple[str, Times | None]


@dataclass(frozen=True, slots=True)
class Scan:
    """Of one share. `conf`: the settings and what they came to; `code`: of our code, the theme and the
    libraries; `files`: of sources by path; `talks`: of each folder of comments, by the article's slug;
    `folders`: of those, when which names were in them."""

    conf: bytes
    code: bytes
    files: Mapping[str, bytes]
    talks: Mapping[str, bytes]
    folders: Mapping[str, tuple[Times, tuple[str, ...]]]

    def plain(self) -> tuple[Any, ...]:
        """For `sealed`; `Scan(*plain)` is the same again."""
        return self.conf, self.code, self.files, self.talks, self.folders


def scan(conf: bytes, content: str, theme: str, share: int, before: "Scan | None" = None) -> Scan:
    """Look at the code and at one of the `SHARES` of the folder `content`; all but comments are in the first.
    `theme`: its folder, empty for one that is a library's; `before` spares listing folders that are as they
    were."""
    now = time.time_ns()
    comments = os.path.join(content, "comments")
    talks, folders = _talks(comments, now, share, before.folders if before else {})
    files: dict[str, bytes] = {}
    for folder, rows in _folders(content, now, leave=comments) if share == 0 else ():
        files.update((f"{folder}/{name}", _of([(name, numbers)])) for name, numbers in rows)
    return Scan(conf, _code([_PLUGINS, theme], now), files, talks, folders)


def _talks(
    comments: str, now: int, share: int, before: Mapping[str, tuple[Times, tuple[str, ...]]]
) -> tuple[dict[str, bytes], dict[str, tuple[Times, tuple[str, ...]]]]:
    """Stamps of the folders of comments. A folder whose own times are the same holds the same names."""
    talks: dict[str, bytes] = {}
    folders: dict[str, tuple[Times, tuple[str, ...]]] = {}
    for slug in os.listdir(comments) if os.path.isdir(comments) else ():
        if crc32(os.fsencode(slug)) % SHARES != share:
            continue
        path = f"{comments}/{slug}"
        times = _times(path, now)
        known = before.get(slug)
        if times is not None and known is not None and known[0] == times:
            names = known[1]
        else:
            names = tuple(sorted(os.listdir(path))) if os.path.isdir(path) else ()
        talks[slug] = _of_talk(path, names, now - _SAME_MOMENT)
        if times is not None:
            folders[slug] = times, names
    return talks, folders


def _of_talk(path: str, names: tuple[str, ...], moment: int) -> bytes:
    """As `_of`, of all these files: nine tenths of what is looked at."""
    start, look = f"{path}/", os.stat
    try:
        rows = [_SEEN(look(start + name)) for name in names]
    except OSError:
        return UNSURE
    for _, written, changed, _ in rows:
        if written > moment or changed > moment:
            return UNSURE
    return digest(canonical((rows, names)))


def _folders(root: str, now: int, leave: str = "") -> Iterator[tuple[str, list[Row]]]:
    """Every folder but `leave`, with the stamps of its files, sorted; None for one that was just touched."""
    todo = [root]
    while todo:
        folder = todo.pop()
        rows: list[Row] = []
        try:
            entries = os.scandir(folder)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.path == leave or entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    todo.append(entry.path)
                else:
                    rows.append((entry.name, _times(entry.path, now)))
        rows.sort()
        yield folder, rows


def _times(path: str, now: int) -> Times | None:
    """Size, times and place; None if it was touched in this moment, or in one that is still to come."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if found.st_mtime_ns > now - _SAME_MOMENT or found.st_ctime_ns > now - _SAME_MOMENT:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _of(rows: list[Row]) -> bytes:
    """One stamp for several files; `UNSURE`, which equals none, if one of them is."""
    numbers = array("q")
    for _, row in rows:
        if row is None:
            return UNSURE
        numbers.extend(row)
    return digest(numbers.tobytes() + "\0".join([name for name, _ in rows]).encode(errors="surrogateescape"))


def _code(folders: Sequence[str], now: int) -> bytes:
    parts = [sys.version.encode(), sys.executable.encode()]
    parts.append("\0".join(versions.libraries()).encode())
    for name in filter(None, folders):
        stamps = [_of(rows) for _, rows in sorted(_folders(name, now))]
        if UNSURE in stamps:
            return UNSURE
        parts += stamps
    return digest(b"".join(parts))
