"""What lies in the folder of the sources, and may be attached."""

import os
import posixpath
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from plugins.attachments.attachments import may_be_attached

_FOLDERS = 8  # of one process
_COMMENTS = "comments"


def has(content: Path, path: str) -> bool:
    """Whether there is such a file below `content`; one that a link leads out to is none, nor is a name
    that is too long for a disk."""
    file = content / path
    try:
        return file.is_file() and file.resolve().is_relative_to(_resolved(content))
    except OSError:
        return False


@lru_cache(_FOLDERS)
def _resolved(content: Path) -> Path:
    return content.resolve()


def size(content: Path, path: str) -> int | None:
    """The size of an attached file, in bytes; None where there is none."""
    return (content / path).stat().st_size if has(content, path) else None


def neighbourhoods(content: Path) -> frozenset[str]:
    """The folders below `content` in which, or somewhere below which, there is what may be attached. In all
    others no text need be read for it. Comments have no attachments."""
    found: set[str] = set()
    for path, folders, names in os.walk(content, followlinks=True):
        folder = "" if path == str(content) else posixpath.normpath(os.path.relpath(path, content))
        if folder == "":
            folders[:] = [name for name in folders if name != _COMMENTS]
        if any(map(may_be_attached, names)):
            found.update(_upwards(folder))
    return frozenset(found)


def _upwards(folder: str) -> Iterable[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""
