"""Finds and reads the files of a site that belong in a backup."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.backup import contents

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file for the backup. `private`: readable by its owner only."""

    name: str
    path: Path
    private: bool
    modified: int

    def pieces(self) -> tuple[int, Iterator[bytes]]:
        """Its size and its contents. Raises OSError, sqlite3.Error."""
        if self.path.suffix == ".sqlite":
            data = _database(self.path)
            return len(data), iter([data])
        size = self.path.stat().st_size
        return size, _read(self.path, size)


def find(root: Path, roots: Collection[str]) -> Iterator[KeptFile]:
    """The files in `roots`, sorted by name. Symbolic links are followed, since their targets cannot be made
    again either. Raises OSError for a dangling link."""
    for name in contents.ROOTS:
        if name in roots and (root / name).exists():
            yield from (_source(root, path) for path in _files(root / name, ()) if _kept(root, path))


def _kept(root: Path, path: Path) -> bool:
    return contents.is_kept(path.relative_to(root).as_posix())


def _files(path: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """All files below a path. `above`: the folders that contain it; a link to one of them is skipped, as it
    would be endless."""
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
    """Exactly `size` bytes, even if the file grows meanwhile. Raises OSError if it became shorter."""
    with path.open("rb") as file:
        while size:
            piece = file.read(min(size, _PIECE))
            if not piece:
                raise OSError(f"{path} became shorter while it was read")
            size -= len(piece)
            yield piece


def _database(path: Path) -> bytes:
    """A database in the state after its last complete transaction."""
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        base.execute("BEGIN")
        return base.serialize()
    finally:
        base.close()
