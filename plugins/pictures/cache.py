"""What is known of pictures, and what was made of them, in `.cache/pictures`: made once, for all outputs.

A source whose size, times and place are the same is not read again. What was made with other versions of the
libraries is forgotten.
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
    """In `folder`. Whatever is wrong with it, it is as if it were empty."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        known = _read(folder / "index")
        is_same = known.get("with") == _made_with()
        self._facts: dict[str, tuple[Stamp, tuple[Any, ...]]] = known.get("facts", {}) if is_same else {}
        self._made: dict[str, Stamp] = known.get("made", {}) if is_same else {}
        self._of_others = () if is_same else tuple(known.get("made", ()))
        self._before = dict(self._facts), dict(self._made)

    def facts(self, path: Path) -> PictureFacts | None:
        """Of a source, if it is as it was."""
        known = self._facts.get(str(path))
        return PictureFacts(*known[1]) if known and known[0] == stamp(path) else None

    def holds(self, name: str) -> bool:
        """Whether the file is there as it was made."""
        known = self._made.get(name)
        return known is not None and known == _stamp_of_made(self.folder / name)

    def put(self, name: str, data: bytes) -> None:
        """Whole or not at all. To be called by any process; `remember` by the one that saves."""
        files.take_place(str(self.folder / name), data)

    def remember(self, path: Path, seen: Stamp, facts: PictureFacts, names: Iterable[str]) -> None:
        """What was found out of a source that was `seen` so, and the files that were made of it. One that was
        touched in this very moment may be touched again without a trace: it is read again."""
        if max(seen[1:3]) < time.time_ns() - files.SAME_MOMENT:
            self._facts[str(path)] = seen, tuple(facts)
        self._made.update((name, _stamp_of_made(self.folder / name) or ()) for name in names)

    def save(self) -> None:
        """For the next build, without what was made of sources that are gone, or are others now."""
        self._facts = {path: known for path, known in self._facts.items() if Path(path).is_file()}
        if (self._facts, self._made) == self._before:
            return
        keys = {plan.key(PictureFacts(*facts)) for _, facts in self._facts.values()}
        for name in [*self._made, *self._of_others]:
            if name.rpartition("/")[2].partition(".")[0] not in keys:
                self._made.pop(name, None)
                (self.folder / name).unlink(missing_ok=True)
        data = marshal.dumps({"with": _made_with(), "facts": self._facts, "made": self._made})
        self.put("index", with_digest(data))


def stamp(path: Path) -> Stamp:
    """The stamp of a file. Raises OSError."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _stamp_of_made(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _read(path: Path) -> Mapping[str, Any]:
    try:
        known: Mapping[str, Any] = marshal.loads(verified(path.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known


def _made_with() -> str:
    """Other bytes may come of others."""
    return " ".join([PIL.__version__, *(str(features.version(each)) for each in _CODECS)])
