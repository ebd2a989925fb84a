"""A look at everything a build reads, without reading it: sizes, times and places of files.

Any difference counts, not only a later time: clocks are set back. A file that was touched in the very moment
of the look may be touched again without a trace; it is looked into the next time.
"""

import os
import sys
import sysconfig
import time
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.fastbuild.sealed import digest

_SAME_MOMENT = 50_000_000  # nanoseconds; file systems tick every four to ten million
_CODE = ("plugins", "theme")
UNSURE = b""


@dataclass(frozen=True, slots=True)
class Scan:
    """`conf`: the settings and what they came to; `code`: of our code, the theme and the libraries; `files`:
    of sources by path; `talks`: of each folder of comments, by the article's slug."""

    conf: bytes
    code: bytes
    files: Mapping[str, bytes]
    talks: Mapping[str, bytes]


def scan(conf: bytes, content: str) -> Scan:
    """Look at the folder `content` and at the code."""
    now = time.time_ns()
    files: dict[str, bytes] = {}
    talks: dict[str, bytes] = {}
    comments = os.path.join(content, "comments")
    for folder, rows in _folders(content, now):
        if os.path.dirname(folder) == comments:
            talks[os.path.basename(folder)] = _of(rows)
        else:
            files.update((f"{folder}/{name}", _of([(name, numbers)])) for name, numbers in rows)
    return Scan(conf, _code(now), files, talks)


Row = tuple[str, tuple[int, ...] | None]


def _folders(root: str, now: int) -> Iterator[tuple[str, list[Row]]]:
    """Every folder with the stamps of its files, sorted; None for one that was just touched."""
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
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        todo.append(entry.path)
                    continue
                rows.append((entry.name, _numbers(entry, now)))
        rows.sort()
        yield folder, rows


def _numbers(entry: "os.DirEntry[str]", now: int) -> tuple[int, ...] | None:
    try:
        found = entry.stat()
    except OSError:
        return None
    if max(found.st_mtime_ns, found.st_ctime_ns) > now - _SAME_MOMENT:
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


def _code(now: int) -> bytes:
    parts = [sys.version.encode(), sys.executable.encode()]
    libraries = os.listdir(sysconfig.get_paths()["purelib"])
    parts.append("\0".join(sorted(each for each in libraries if each.endswith("-info"))).encode())
    for name in _CODE:
        stamps = [_of(rows) for _, rows in sorted(_folders(name, now))]
        if UNSURE in stamps:
            return UNSURE
        parts += stamps
    return digest(b"".join(parts))
