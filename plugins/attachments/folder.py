"""The files in the folder of the sources that may be attached."""

import os
import posixpath
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from plugins.attachments.attachments import may_be_attached

_FOLDERS = 8  # of one process
_COMMENTS = "comments"


def has(content: Path, path: str) -> bool:
    """Whether there is such a file below `content`. One outside that a link leads to does not count; a name
    that is too long for the disk is no error."""
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


def with_attachable_files(content: Path) -> frozenset[str]:
    """The folders below `content` with files, there or deeper, that may be attached. Texts in other folders
    need not be searched. Comments have no attachments."""
    result: set[str] = set()
    for path, folders, names in os.walk(content, followlinks=True):
        folder = "" if path == str(content) else posixpath.normpath(os.path.relpath(path, content))
        if folder == "":
            folders[:] = [name for name in folders if name != _COMMENTS]
        if any(map(may_be_attached, names)):
            result.update(_with_parents(folder))
    return frozenset(result)


def _with_parents(folder: str) -> Iterable[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""
