"""Finds and reads the files of a site that a backup holds."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.backup import contents

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file to be kept. `private`: only its owner may read it."""

    name: str
    path: Path
    private: bool
    modified: int

    def pieces(self) -> tuple[int, Iterator[bytes]]:
        """How many bytes, and they themselves. Raises OSError, sqlite3.Error."""
        if self.path.suffix == ".sqlite":
            data = _database(self.path)
            return len(data), iter([data])
        size = self.path.stat().st_size
        return size, _read(self.path, size)


def find(root: Path, places: Collection[str]) -> Iterator[KeptFile]:
    """Of these places, in the order of their names. What a link leads to is kept in its place: it may lie
    anywhere, and cannot be made again either. Raises OSError for a link that leads nowhere."""
    for name in contents.ROOTS:
        if name in places and (root / name).exists():
            yield from (_source(root, path) for path in _files(root / name, ()) if _kept(root, path))


def _kept(root: Path, path: Path) -> bool:
    return contents.is_kept(path.relative_to(root).as_posix())


def _files(path: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """`above`: the folders that this one is in; a link to one of them would have no end."""
    real = path.resolve(strict=True)
    if path.is_file():
        yield path
    elif path.is_dir() and real not in above:
        for entry in sorted(path.iterdir()):
            yield from _files(entry, (*above, real))


def _source(root: Path, path: Path) -> KeptFile:
    stat = path.stat()
    return KeptFile(path.relative_to(root).as_posix(), path, not stat.st_mode & 0o077, int(stat.st_mtime))


def _read(path: Path, size: int) -> Iterator[bytes]:
    """So many bytes, though somebody may write the file meanwhile. Raises OSError where it became shorter."""
    with path.open("rb") as file:
        while size:
            piece = file.read(min(size, _PIECE))
            if not piece:
                raise OSError(f"{path} became shorter while it was read")
            size -= len(piece)
            yield piece


def _database(path: Path) -> bytes:
    """As it is after the last whole transaction."""
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        base.execute("BEGIN")
        return base.serialize()
    finally:
        base.close()
