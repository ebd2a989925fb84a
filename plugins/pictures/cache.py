"""The cache of pictures, in `.cache/pictures`: their facts, and the files made of them, once for all outputs.

A source with the same size, times and inode is not read again. Files that were made with other versions of
the libraries are dropped.
"""

import marshal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import PIL
from PIL import features

from plugins.common import files
from plugins.common.digests import verified, with_digest
from plugins.pictures import plan
from plugins.pictures.facts import PictureFacts

FOLDER = Path(".cache/pictures")
Stamp = tuple[int, ...]
_CODECS = ("jpg", "libjpeg_turbo", "webp", "avif", "littlecms2", "zlib")


class PictureCache:
    """A cache in a folder. If it is damaged in any way, it counts as empty."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        index = _read(folder / "index")
        is_same = index.get("with") == _library_versions()
        self._facts: dict[str, tuple[Stamp, tuple[Any, ...]]] = index.get("facts", {}) if is_same else {}
        self._files: dict[str, Stamp] = index.get("made", {}) if is_same else {}
        self._outdated = () if is_same else tuple(index.get("made", ()))
        self._before = dict(self._facts), dict(self._files)

    def facts(self, path: Path) -> PictureFacts | None:
        """The facts of a source, if it has not changed."""
        entry = self._facts.get(str(path))
        return PictureFacts(*entry[1]) if entry and entry[0] == stamp(path) else None

    def holds(self, name: str) -> bool:
        """Whether a file is in the cache, unchanged."""
        written = self._files.get(name)
        return written is not None and written == _file_stamp(self.folder / name)

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all. Any process may call it; `remember` is for the one that
        saves."""
        files.take_place(str(self.folder / name), data)

    def remember(self, path: Path, read_at: Stamp, facts: PictureFacts, names: Iterable[str]) -> None:
        """Note the facts of a source, and the files made of it. `read_at`: its stamp when it was read. A
        source that was changed just now may change again with the same times: its facts are not kept."""
        if max(read_at[1:3]) < time.time_ns() - files.SAME_MOMENT:
            self._facts[str(path)] = read_at, tuple(facts)
        self._files.update((name, _file_stamp(self.folder / name) or ()) for name in names)

    def save(self) -> None:
        """Save the index, and remove the files of sources that are gone or have changed."""
        self._facts = {path: entry for path, entry in self._facts.items() if Path(path).is_file()}
        if (self._facts, self._files) == self._before:
            return
        keys = {plan.key(PictureFacts(*facts)) for _, facts in self._facts.values()}
        for name in [*self._files, *self._outdated]:
            if name.rpartition("/")[2].partition(".")[0] not in keys:
                self._files.pop(name, None)
                (self.folder / name).unlink(missing_ok=True)
        data = marshal.dumps({"with": _library_versions(), "facts": self._facts, "made": self._files})
        self.put("index", with_digest(data))


def stamp(path: Path) -> Stamp:
    """The stamp of a file. Raises OSError."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _file_stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _read(path: Path) -> Mapping[str, Any]:
    try:
        index: Mapping[str, Any] = marshal.loads(verified(path.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return index


def _library_versions() -> str:
    """The versions of all libraries that write files: others may write other bytes."""
    return " ".join([PIL.__version__, *(str(features.version(each)) for each in _CODECS)])
