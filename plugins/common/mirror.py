"""Makes one folder equal to another, without touching files that are equal already."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from plugins.common.files import names


class Mirrored(NamedTuple):
    """How many files were written, how many were deleted, and the names of those that are there now."""

    written: int
    gone: int
    files: Collection[str]


def mirror(
    staged: Path, target: Path, keep: Collection[str] = (), kept: Collection[str] = frozenset()
) -> Mirrored:
    """Make the contents of `target` equal to those of `staged`, except for the top-level names in `keep` and
    the files in `kept`, which stay if they exist.

    Files with the same bytes are not touched, so that their times do not change; others are moved there.
    `staged` is deleted.
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
    """Move whole folders into a target without files. Returns whether that was possible."""
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


def _same(staged: Path, present: Path) -> bool:
    """Whether two files have the same bytes; two hard links of one file need not be read."""
    try:
        first, second = staged.stat(), present.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if os.path.samestat(first, second):
        return True
    may_be_same = first.st_size == second.st_size and present.is_file()
    return may_be_same and staged.read_bytes() == present.read_bytes()


def _make_room(target: Path, path: str) -> None:
    """Delete a file that is in the way of a new folder, or a folder that is in the way of a new file."""
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
