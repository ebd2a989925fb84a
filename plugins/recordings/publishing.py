"""Sounds and films as they are published, made once for all outputs. The edge.

One whose source has the same size, times and place is not read again: a site has gigabytes of them.
"""

import mmap
import os
import shutil
import time
from pathlib import Path

from plugins.common import files
from plugins.common.digests import canonical, digest
from plugins.recordings import cleaning
from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch

FOLDER = Path(".cache/recordings")
_RECIPE = 1
"""Another number for another way to clean them."""


def published(content: Path, path: str) -> Path:
    """The file that readers get for the one at `path` below `content`. Raises RecordingError."""
    folder, source = FOLDER / path, content / path
    try:
        made, is_stable = folder / _name(source), _is_stable(source)
        if not (is_stable and made.is_file()):
            patches = cleaning.patches(_mapped(source))
            shutil.rmtree(folder, ignore_errors=True)
            _make(source, made, patches)
    except OSError as error:
        raise RecordingError(f"cannot be read, or not be copied ({error.strerror})") from None
    return made


def forget(content: Path) -> None:
    """What was made of sources that are gone."""
    for folder, folders, names in os.walk(FOLDER, topdown=False):
        path = Path(folder)
        if names and not (content / path.relative_to(FOLDER)).is_file():
            shutil.rmtree(path)
        elif not names and not any((path / each).is_dir() for each in folders):
            path.rmdir()


def _name(source: Path) -> str:
    found = source.stat()
    stamp = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
    return digest(canonical((_RECIPE, *stamp))).hex()


def _is_stable(source: Path) -> bool:
    """One that was touched in this very moment may be touched again without a trace."""
    found = source.stat()
    return max(found.st_mtime_ns, found.st_ctime_ns) < time.time_ns() - files.SAME_MOMENT


def _mapped(source: Path) -> memoryview:
    with source.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise RecordingError("is empty")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _make(source: Path, made: Path, patches: list[Patch]) -> None:
    """Write the cleaned copy, whole or not at all."""
    files.make_way(str(made.parent))
    draft = made.with_name(f"{made.name}.draft-{os.getpid()}")
    try:
        shutil.copyfile(source, draft)
        with draft.open("r+b") as file:
            for patch in patches:
                file.seek(patch.start)
                file.write(patch.data)
        draft.replace(made)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
