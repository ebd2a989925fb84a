"""Makes a backup, and restores one: the steps, in their order."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from plugins.backup import archive, contents, pipes, replacing, sources, unpacking
from plugins.backup.archive import BackupHead
from plugins.backup.encryption import Cipher
from plugins.common import files
from plugins.common.owner import SETTINGS
from plugins.moderation.core.desk import DeskPaths
from plugins.moderation.core.queue import Queue

ENDING = ".tar.gz"
_STAGED = ".restoring"


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """Where it is, and how many files it holds."""

    path: Path
    files: int


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """`aside`: where what was there before is now, from the root; empty if nothing was. `settings`: those of
    another version, which lie there too."""

    head: BackupHead
    files: int
    aside: str
    settings: tuple[str, ...]


def path_of(target: Path, now: datetime, cipher: Cipher) -> Path:
    """A folder gets a file named by the moment; any other path is the file."""
    moment = now.astimezone(UTC)
    return target / f"blog-{moment:%Y%m%dT%H%M%SZ}{ENDING}{cipher.ending}" if target.is_dir() else target


def make(
    root: Path,
    path: Path,
    version: str,
    now: datetime,
    cipher: Cipher,
    places: Sequence[str] = contents.ROOTS,
) -> MadeBackup:
    """`places`: what to keep. Raises OSError, sqlite3.Error, CipherError: then there is no such file."""
    head = BackupHead(
        archive.FORMAT, version, now.astimezone(UTC).isoformat(timespec="seconds"), tuple(places)
    )
    with _nobody_decides(root):
        found = list(sources.find(root, places))
        files.write_pieces(path, pipes.through(cipher, archive.pack(head, found)), private=True)
    return MadeBackup(path, len(found))


@contextmanager
def _nobody_decides(root: Path) -> Iterator[None]:
    """A decision moves a comment from the queue to the archive: it is in the backup once."""
    paths = DeskPaths(root)
    queue = Queue(paths.queue, paths.comments)
    with queue.locked() if paths.queue.is_dir() else nullcontext():
        yield


def restore(root: Path, path: Path, version: str, now: datetime, cipher: Cipher, dry: bool) -> RestoredBackup:
    """Unpack all of it and prove it; only then replace what is there. Raises BadArchive, CipherError,
    OSError."""
    staged = root / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(0o700)
    try:
        with pipes.opened(cipher, path) as stream:
            head, written = unpacking.unpack(stream, staged)
        return _put(root, head, len(written), version, now, dry)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _put(root: Path, head: BackupHead, count: int, version: str, now: datetime, dry: bool) -> RestoredBackup:
    aside = f"before-restore.{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    here, restored = ({path.name for path in folder.iterdir()} for folder in (root, root / _STAGED))
    planned = list(replacing.moves(here, restored, _STAGED, aside, head.places, head.version == version))
    if not dry:
        files.sync()
        replacing.carry_out(root, planned, aside)
        files.sync()
    moved = [move.target for move in planned if move.target.startswith(f"{aside}/")]
    staged_settings = {f"{_STAGED}/{name}" for name in SETTINGS}
    left = tuple(move.target for move in planned if move.target in moved and move.source in staged_settings)
    return RestoredBackup(head, count, aside if moved else "", left)
