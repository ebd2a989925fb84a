"""Makes a backup and restores one."""

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
    """The path of a backup, and the number of files in it."""

    path: Path
    files: int


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """`aside`: the folder with what was there before, relative to the root; "" if nothing was. `settings`:
    the settings of another version, which are in that folder too."""

    head: BackupHead
    files: int
    aside: str
    settings: tuple[str, ...]


def path_of(target: Path, now: datetime, cipher: Cipher) -> Path:
    """The file to write: in a folder, named after the moment; otherwise `target` itself."""
    moment = now.astimezone(UTC)
    return target / f"blog-{moment:%Y%m%dT%H%M%SZ}{ENDING}{cipher.ending}" if target.is_dir() else target


def make(
    root: Path,
    path: Path,
    version: str,
    now: datetime,
    cipher: Cipher,
    roots: Sequence[str] = contents.ROOTS,
) -> MadeBackup:
    """Write a backup. `roots`: the files and folders to back up. Raises OSError, sqlite3.Error, CipherError;
    then the file does not exist."""
    made = now.astimezone(UTC).isoformat(timespec="seconds")
    head = BackupHead(archive.FORMAT, version, made, tuple(roots))
    with _queue_locked(root):
        kept = list(sources.find(root, roots))
        files.write_pieces(path, pipes.through(cipher, archive.pack(head, kept)), private=True)
    return MadeBackup(path, len(kept))


@contextmanager
def _queue_locked(root: Path) -> Iterator[None]:
    """No decisions meanwhile: each moves a comment, which must be in the backup exactly once."""
    paths = DeskPaths(root)
    queue = Queue(paths.queue, paths.comments)
    with queue.locked() if paths.queue.is_dir() else nullcontext():
        yield


def restore(root: Path, path: Path, version: str, now: datetime, cipher: Cipher, dry: bool) -> RestoredBackup:
    """Unpack and verify a backup, then replace the present files. `dry`: only verify it. Raises BadArchive,
    CipherError, OSError."""
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
    planned = list(replacing.moves(here, restored, _STAGED, aside, head.roots, head.version == version))
    if not dry:
        files.sync()
        replacing.carry_out(root, planned, aside)
        files.sync()
    moved = [move.target for move in planned if move.target.startswith(f"{aside}/")]
    staged_settings = {f"{_STAGED}/{name}" for name in SETTINGS}
    left = tuple(move.target for move in planned if move.target in moved and move.source in staged_settings)
    return RestoredBackup(head, count, aside if moved else "", left)
