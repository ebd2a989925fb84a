"""The one place that writes files: whole or not at all."""

import fcntl
import os
import re
import shutil
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import NamedTuple

_DRAFT = re.compile(r"\..+\.\d+\.\d+")  # of `write`: .<name>.<process>.<thread>


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
            if _DRAFT.fullmatch(path.name) and path.stat().st_mtime < before:
                path.unlink()


def content(path: Path) -> bytes | None:
    """What is in a file, or None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def create(path: Path, data: bytes, private: bool = False) -> None:
    """A new file among many: none is flushed, one `settle` ends them; a flush for each takes minutes.

    A crash before `settle` may leave the beginning of `data`. Raises FileExistsError: then nothing changed.
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


def settle() -> None:
    """When this returns, all that was created survives a loss of power."""
    os.sync()


def _new(path: Path, private: bool) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Whoever holds the file `lock` is alone; others wait. A crash lets go of it (flock(2))."""
    with one_at_a_time(lock, lambda: None):
        yield


@contextmanager
def one_at_a_time(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """As `alone`; `wait` is called first if another holds `lock`."""
    descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def one_process(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """As `alone`, among processes; `wait` is called first if another holds `lock`.

    A record lock (fcntl(2)): unlike that of `alone` it stays behind in a fork, so a worker that outlives a
    killed process does not keep it.
    """
    make_folder(lock.parent)
    descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # either, says lockf(3)
            wait()
            fcntl.lockf(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


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


class Mirrored(NamedTuple):
    """How many files were written, how many went, and the names of those that are there now."""

    written: int
    gone: int
    files: Collection[str]


def mirror(
    staged: Path, target: Path, keep: Collection[str] = (), kept: Collection[str] = frozenset()
) -> Mirrored:
    """Make `target` hold exactly what `staged` holds, but for the top-level names in `keep` and the files in
    `kept`, which stay if they are there.

    Files whose bytes are the same stay untouched, so their times stay too; changed ones are renamed into
    place. `staged` is used up.
    """
    wanted = set(names(staged))
    present = {path for path in names(target) if path.split("/", 1)[0] not in keep}
    if not present and _moved_whole(staged, target, keep):
        return Mirrored(len(wanted), 0, wanted)
    changed = [path for path in wanted if not _same(staged / path, target / path)]
    for path in changed:
        _make_room(target, path)
        (staged / path).replace(target / path)
    gone = present - wanted - frozenset(kept)
    for path in gone:
        if (target / path).is_file() or (target / path).is_symlink():
            (target / path).unlink()
    _drop_empty_folders(target, keep)
    shutil.rmtree(staged)
    return Mirrored(len(changed), len(gone), (wanted | present) - gone)


def _moved_whole(staged: Path, target: Path, keep: Collection[str]) -> bool:
    """Into a folder without files whole folders move at once."""
    if target.is_dir():
        _drop_empty_folders(target, keep)
    target.mkdir(parents=True, exist_ok=True)
    entries = list(staged.iterdir())
    if any((target / entry.name).exists() for entry in entries):
        return False
    for entry in entries:
        entry.replace(target / entry.name)
    shutil.rmtree(staged)
    return True


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


def _same(one: Path, other: Path) -> bool:
    """Two names of one file are, whatever is in it."""
    try:
        first, second = one.stat(), other.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if os.path.samestat(first, second):
        return True
    return first.st_size == second.st_size and other.is_file() and one.read_bytes() == other.read_bytes()


def _make_room(target: Path, path: str) -> None:
    """A page may take the place of a folder of the same name, or the other way round."""
    for parent in reversed(Path(path).parents[:-1]):
        if (target / parent).is_file():
            (target / parent).unlink()
    if (target / path).is_dir():
        shutil.rmtree(target / path)
    (target / path).parent.mkdir(parents=True, exist_ok=True)


def _drop_empty_folders(target: Path, keep: Collection[str]) -> None:
    for folder, _, _ in os.walk(target, topdown=False):
        path = Path(folder)
        relative = path.relative_to(target)
        if relative.parts and relative.parts[0] not in keep and not any(path.iterdir()):
            path.rmdir()


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


class Pieces:
    """Pieces of one file, which stays open: opening took longer than reading. Raises FileNotFoundError."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def part(self, start: int, length: int) -> bytes:
        """Some bytes; fewer where the file ends before."""
        return os.pread(self._descriptor, length, start)


def take_place(path: str, data: bytes) -> None:
    """As `write`, but without waiting for the disk: for what can be made again."""
    draft = f"{path}.draft-{os.getpid()}"
    put(draft, data)
    Path(draft).replace(path)
