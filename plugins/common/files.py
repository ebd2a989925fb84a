"""Writes files atomically; the only module that writes files outside the staged output."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident

_DRAFT = re.compile(r"\..+\.[0-9]+\.[0-9]+")  # of `write`: .<name>.<process>.<thread>

SAME_MOMENT = 50_000_000
"""In nanoseconds. A file modified more recently than this may be modified again without a change of its time,
because file systems have a resolution of four to ten million."""


def is_draft(name: str) -> bool:
    """Whether this is the name of a temporary file of `write`."""
    return _DRAFT.fullmatch(name) is not None


def write(path: Path, data: bytes, private: bool = False) -> None:
    """As `write_pieces`, for data in memory."""
    write_pieces(path, (data,), private)


def write_pieces(path: Path, pieces: Iterable[bytes], private: bool = False) -> None:
    """Write a file atomically: to a temporary file beside `path`, flushed to disk, then renamed.

    When this returns, the file survives a power failure, since its name is flushed too. `private`: readable
    by the owner only (0600). Raises OSError, and then leaves nothing behind.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
    make_folder(path.parent)
    try:
        _write_through(draft, pieces, 0o600 if private else 0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _flush_names(path.parent)


def make_folder(folder: Path, private: bool = False) -> None:
    """Create a folder and its missing parents, and flush their names to disk. An existing folder is not
    changed.

    `private`: accessible to its owner only (0700); this does not apply to its parents.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(0o700 if private else 0o777, exist_ok=True)
    _flush_names(folder.parent)


def drop_drafts(folder: Path, before: float) -> None:
    """Delete the temporary files of interrupted writes that are older than `before` (seconds since 1970)."""
    for path in [folder / name for name in os.listdir(folder) if name[0] == "."]:
        with suppress(FileNotFoundError):  # just renamed by a `write`
            if is_draft(path.name) and path.stat().st_mtime < before:
                path.unlink()


def content(path: Path) -> bytes | None:
    """The contents of a file, or None if it does not exist."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def create(path: Path, data: bytes, private: bool = False) -> None:
    """Create one of many new files, without flushing it; call `sync` after the last one. Flushing each one
    would take minutes.

    A crash before `sync` may leave an incomplete file. Raises FileExistsError.
    """
    try:
        descriptor = _new(path, private)
    except FileNotFoundError:
        path.parent.mkdir(0o700 if private else 0o777, parents=True, exist_ok=True)
        descriptor = _new(path, private)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def sync() -> None:
    """Flush everything to disk. When this returns, all created files survive a power failure."""
    os.sync()


def _new(path: Path, private: bool) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)


def _write_through(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        for data in pieces:
            _write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _flush_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def names(root: Path) -> Iterator[str]:
    """The paths of all files below a folder, as strings, because forty thousand `Path` objects would take
    longer than the walk itself."""
    todo = [""]
    while todo:
        start = todo.pop()
        with suppress(FileNotFoundError), os.scandir(f"{root}/{start}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{start}{entry.name}/")
                elif not entry.is_dir():  # a link to a folder is skipped
                    yield start + entry.name


def put(path: str, data: bytes) -> None:
    """Write a file of the staged output, which nobody reads yet: neither atomically nor flushed."""
    try:
        _put(path, data)
    except FileNotFoundError:
        make_way(os.path.dirname(path))
        _put(path, data)


def make_way(folder: str) -> None:
    """Create a folder of the staged output and its parents. Unlike `os.makedirs`, this does not check first
    whether it exists."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        make_way(os.path.dirname(folder))
        make_way(folder)
    except FileExistsError:  # another process was faster
        pass


def _put(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def append(path: Path, data: bytes) -> int:
    """Append to a file, under a lock. Returns the offset of the data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        start = file.seek(0, os.SEEK_END)
        file.write(data)
        return start


def take_place(path: str, data: bytes) -> None:
    """Write a file atomically, but without flushing it: for data that can be made again."""
    draft = f"{path}.draft-{os.getpid()}"
    try:
        put(draft, data)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
