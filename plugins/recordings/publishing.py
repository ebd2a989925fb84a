"""The cleaned copies of sounds and films that are published, made once for all outputs. The edge.

A file with the same size, times and inode is not read again: a site has gigabytes of them.
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
"""Increase it when the cleaning changes: all copies are made again then."""


def published(content: Path, path: str) -> Path:
    """The cleaned copy of the file at `path` below `content`. Raises RecordingError."""
    folder, source = FOLDER / path, content / path
    try:
        copy, is_stable = folder / _name(source), _is_stable(source)
        if not (is_stable and copy.is_file()):
            patches = cleaning.patches(_mapped(source))
            shutil.rmtree(folder, ignore_errors=True)
            _write(source, copy, patches)
    except OSError as error:
        raise RecordingError(f"cannot be read, or not be copied ({error.strerror})") from None
    return copy


def forget(content: Path) -> None:
    """Remove the copies whose sources are gone."""
    for folder, folders, names in os.walk(FOLDER, topdown=False):
        path = Path(folder)
        if names and not (content / path.relative_to(FOLDER)).is_file():
            shutil.rmtree(path)
        elif not names and not any((path / each).is_dir() for each in folders):
            path.rmdir()


def _name(source: Path) -> str:
    status = source.stat()
    stamp = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    return digest(canonical((_RECIPE, *stamp))).hex()


def _is_stable(source: Path) -> bool:
    """Whether its times can be relied on: a file changed just now may change again with the same times."""
    status = source.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns) < time.time_ns() - files.SAME_MOMENT


def _mapped(source: Path) -> memoryview:
    with source.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise RecordingError("is empty")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _write(source: Path, copy: Path, patches: list[Patch]) -> None:
    """Write the cleaned copy, whole or not at all."""
    files.make_way(str(copy.parent))
    draft = copy.with_name(f"{copy.name}.draft-{os.getpid()}")
    try:
        shutil.copyfile(source, draft)
        with draft.open("r+b") as file:
            for patch in patches:
                file.seek(patch.start)
                file.write(patch.data)
        draft.replace(copy)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
