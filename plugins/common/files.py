"""The one place that writes files: whole or not at all."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident

_DRAFT = re.compile(r"\..+\.[0-9]+\.[0-9]+")  # of `write`: .<name>.<process>.<thread>

SAME_MOMENT = 50_000_000
"""Nanoseconds. A file that was touched less long ago may be touched again without a trace: file systems tick
every four to ten million."""


def is_draft(name: str) -> bool:
    """Whether a file of this name is one that `write` has not put in its place."""
    return _DRAFT.fullmatch(name) is not None


def write(path: Path, data: bytes, private: bool = False) -> None:
    """`write_pieces`, for what is in memory."""
    write_pieces(path, (data,), private)


def write_pieces(path: Path, pieces: Iterable[bytes], private: bool = False) -> None:
    """Write beside `path`, flush to disk, then rename: a reader sees the old file or the new one.

    When this returns, the file survives a loss of power: its name is flushed too. `private`: only the owner
    may read it (0600). Raises OSError, and then leaves nothing behind.
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
    """Make what is missing of a path, each name flushed to disk; one that is there keeps its permissions.

    `private`: only its owner may enter it (0700); the folders above it are ordinary ones.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(0o700 if private else 0o777, exist_ok=True)
    _flush_names(folder.parent)


def drop_drafts(folder: Path, before: float) -> None:
    """Remove what a killed `write` left beside its goal, if older than `before` (seconds since 1970)."""
    for path in [folder / name for name in os.listdir(folder) if name[0] == "."]:
        with suppress(FileNotFoundError):  # whoever is writing it has just finished
            if is_draft(path.name) and path.stat().st_mtime < before:
                path.unlink()


def content(path: Path) -> bytes | None:
    """What is in a file, or None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def create(path: Path, data: bytes, private: bool = False) -> None:
    """A new file among many: none is flushed, one `sync` ends them; a flush for each takes minutes.

    A crash before `sync` may leave the beginning of `data`. Raises FileExistsError: then nothing changed.
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
    """When this returns, all that was created survives a loss of power."""
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
    """Of all files below a folder. As text: of forty thousand paths the objects take longer than the walk."""
    todo = [""]
    while todo:
        start = todo.pop()
        with suppress(FileNotFoundError), os.scandir(f"{root}/{start}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{start}{entry.name}/")
                elif not entry.is_dir():  # a link to a folder is nobody's
                    yield start + entry.name


def put(path: str, data: bytes) -> None:
    """Write a file that nobody reads yet: no draft, no flush. For what is staged."""
    try:
        _put(path, data)
    except FileNotFoundError:
        make_way(os.path.dirname(path))
        _put(path, data)


def make_way(folder: str) -> None:
    """For what nobody reads yet: nothing is flushed, nor looked at first, as `os.makedirs` does."""
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
    """Write at the end of a file, whoever else does. Returns where that was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        start = file.seek(0, os.SEEK_END)
        file.write(data)
        return start


def take_place(path: str, data: bytes) -> None:
    """As `write`, but without waiting for the disk: for what can be made again."""
    draft = f"{path}.draft-{os.getpid()}"
    try:
        put(draft, data)
        os.replace(draft, path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
