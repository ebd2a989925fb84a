"""Writes the files of an import: new ones at once, changed ones atomically, everything on disk at the end.

A flush for each of 100,000 files takes minutes. Here one flush of the whole disk ends the import, and an
import that was cut off is finished by running it again: a file that holds only the beginning of what belongs
there is known for unfinished (`writer`).
"""

import os
from pathlib import Path

from plugins.common import files


class Files:
    """Remembers the folders it made, so that each is asked for once."""

    def __init__(self) -> None:
        self._folders: set[Path] = set()

    def create(self, path: Path, data: bytes, private: bool = False) -> None:
        """A file that is not there yet. Raises FileExistsError if it is. `private`: for its owner's eyes."""
        self._make(path.parent, private)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
        try:
            while data:
                data = data[os.write(descriptor, data) :]
        finally:
            os.close(descriptor)

    def replace(self, path: Path, data: bytes) -> None:
        files.write(path, data)

    def finish(self) -> None:
        """When this returns, all that was written survives a loss of power."""
        os.sync()

    def _make(self, folder: Path, private: bool) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            if private:
                folder.chmod(0o700)
                folder.parent.chmod(0o700)
            self._folders.add(folder)


def content(path: Path) -> bytes | None:
    """What is in a file, or None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
