"""One folder is made equal to another without touching what is equal."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from plugins.common.files import names


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
