"""The files that builds have written, and their second names, so that an output that was emptied is filled
again without rendering a page.

Second names are hard links, or copies where a file system has no links. Nothing is ever written into a file
that has a name; a new one takes it. All stand in a few folders, under digests of their names: a site has a
folder for each article, and those took as long to make as the links.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.common import files, workers
from plugins.common.digests import digest

COPIES = (".br", ".gz")
"""What the name of a page's smaller copy ends in (`staging.compression`)."""
Stamp = tuple[int, int]
Stamps = Mapping[str, Stamp]
_AT_ONCE = 3000


def original(name: str) -> str:
    """The name of the file that `name` is a smaller copy of, or `name` itself."""
    return name[: -len(COPIES[0])] if name.endswith(COPIES) else name


class OutputFiles:
    """The files of the folder `root`; `seconds` has their second names. A stamp is a file's size and time."""

    def __init__(self, root: Path, seconds: Path) -> None:
        self.root, self._seconds = root, seconds
        self._writing = seconds.with_name("writing")

    @property
    def is_interrupted(self) -> bool:
        """Whether the last build was killed while it wrote: it may have left files that nobody knows of."""
        return self._writing.exists()

    def begin_writing(self) -> None:
        """To be called before the first change, and `end_writing` once the stamps of all are kept."""
        self._writing.parent.mkdir(parents=True, exist_ok=True)
        self._writing.touch()

    def end_writing(self) -> None:
        self._writing.unlink(missing_ok=True)

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def wrong(self, stamps: Stamps) -> list[str]:
        """The files that are missing, or whose stamps are others."""
        start = f"{self.root}/"
        return [name for name, stamp in stamps.items() if _stamp(start + name) != stamp]

    def stamps(self, names: Iterable[str]) -> dict[str, Stamp]:
        """The stamps of those files that exist."""
        found = ((name, _stamp(f"{self.root}/{name}")) for name in names)
        return {name: stamp for name, stamp in found if stamp is not None}

    def keep(self, names: Iterable[str]) -> dict[str, Stamp]:
        """Give second names to those files that lack them. Returns the stamps of all."""
        now = self.stamps(names)
        for name, stamp in now.items():
            second = self._second(name)
            if _stamp(second) != stamp:
                _name_too(f"{self.root}/{name}", second)
        return now

    def keep_all(self, names: Collection[str], before: Stamps) -> dict[str, Stamp]:
        """The same of all there are, on all cores; what was there `before` and went is forgotten. Of a build
        that nobody remembers nothing is known by its name."""
        if not before:
            shutil.rmtree(self._seconds, ignore_errors=True)
        now: dict[str, Stamp] = {}
        for stamps in workers.each(self.keep, [*names], _AT_ONCE, "Second names"):
            now.update(stamps)
        self.forget(before.keys() - now.keys())
        return now

    def restore(self, stamps: Stamps, names: Collection[str]) -> list[str]:
        """Put these files back from their second names. Returns those of which none has the right stamp."""
        if not names:
            return []
        lost = [name for name in names if _stamp(self._second(name)) != stamps.get(name)]
        was_interrupted = self.is_interrupted
        self.begin_writing()
        for name in set(names).difference(lost):
            _name_too(self._second(name), f"{self.root}/{name}")
        if not was_interrupted:
            self.end_writing()
        return lost

    def forget(self, names: Iterable[str]) -> None:
        """Remove the second names of these files."""
        for name in names:
            Path(self._second(name)).unlink(missing_ok=True)

    def remove(self, names: Iterable[str]) -> None:
        """Remove these files, and folders that are then empty."""
        for name in names:
            path = self.root / name
            path.unlink(missing_ok=True)
            with suppress(OSError):  # not empty
                for parent in path.parents:
                    if parent == self.root:
                        break
                    parent.rmdir()
        self.forget(names)

    def write(self, texts: Mapping[str, bytes]) -> set[str]:
        """Whole or not at all, each with its second name. Returns those whose bytes changed: no other is
        touched. What follows is `end_writing`."""
        self.begin_writing()
        changed = {name for name, data in texts.items() if _bytes(self.root / name) != data}
        for name in sorted(changed):
            files.take_place(f"{self.root}/{name}", texts[name])
        self.keep(changed)
        return changed

    def _second(self, name: str) -> str:
        known = digest(name.encode()).hex()
        return f"{self._seconds}/{known[:2]}/{known[2:]}"


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _name_too(path: str, other: str) -> None:
    """Make `other` a name of the file `path`, whatever file it named before."""
    try:
        link(path, other)
    except FileExistsError:
        draft = f"{other}.draft-{os.getpid()}"
        link(path, draft)
        if os.path.isdir(other):
            shutil.rmtree(other)
        os.replace(draft, other)
        Path(draft).unlink(missing_ok=True)  # the same file already: rename(2) does nothing then
    except FileNotFoundError:
        files.make_way(os.path.dirname(other))
        link(path, other)
    except NotADirectoryError:
        next(parent for parent in reversed(Path(other).parents) if parent.is_file()).unlink()
        _name_too(path, other)


def is_one_file(path: str, other: str) -> bool:
    """Whether both are names of the same file."""
    try:
        return os.path.samestat(os.stat(path), os.stat(other))
    except OSError:
        return False


def link(path: str, other: str) -> None:
    """Another name for a file, or a copy of it. Raises FileExistsError, FileNotFoundError and
    NotADirectoryError as `os.link`."""
    try:
        os.link(path, other)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        raise
    except OSError:  # another file system, or one without links
        shutil.copy2(path, other)
