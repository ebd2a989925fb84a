"""Second names of the files that builds have written, so that an output that was emptied is filled again
without rendering a page.

They are hard links, or copies where a file system has no links. Nothing is ever written into a file that has
a name; a new one takes it. All stand in a few folders, under digests of their names: a site has a folder for
each article, and those took as long to make as the links.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from plugins.common import files
from plugins.fastbuild import outputs, sealed
from plugins.fastbuild.outputs import Stamps


class Store:
    """What is kept in `folder`; files are known by their names in the output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, root: Path, names: Iterable[str]) -> Stamps:
        """Give those files of `root` their second names that do not have them. Returns the stamps of all."""
        now = outputs.stamps(root, names)
        for name, stamp in now.items():
            second = self._second(name)
            if outputs.stamp(second) != stamp:
                _name_too(f"{root}/{name}", second)
        return now

    def restore(self, root: Path, known: Stamps, names: Iterable[str]) -> list[str]:
        """Give the files their names in `root` back. Returns those that are not here as they are known."""
        lost = []
        for name in names:
            second = self._second(name)
            if outputs.stamp(second) == known.get(name):
                _name_too(second, f"{root}/{name}")
            else:
                lost.append(name)
        return lost

    def forget(self, names: Iterable[str]) -> None:
        for name in names:
            Path(self._second(name)).unlink(missing_ok=True)

    def clear(self) -> None:
        """Of a build that nobody remembers nothing is known by its name."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _second(self, name: str) -> str:
        digest = sealed.digest(name.encode()).hex()
        return f"{self.folder}/{digest[:2]}/{digest[2:]}"


def _name_too(path: str, other: str) -> None:
    """`other` becomes a name of the file `path`, whatever it was the name of."""
    try:
        _link(path, other)
    except FileExistsError:
        _take_over(path, other)
    except FileNotFoundError:
        files.make_way(os.path.dirname(other))
        _link(path, other)
    except NotADirectoryError:
        _make_room(Path(other))
        _link(path, other)


def _take_over(path: str, other: str) -> None:
    draft = f"{other}.draft-{os.getpid()}"
    _link(path, draft)
    if Path(other).is_dir():
        shutil.rmtree(other)
    os.replace(draft, other)
    Path(draft).unlink(missing_ok=True)  # the same file already: rename(2) does nothing then


def _make_room(path: Path) -> None:
    for parent in reversed(path.parents):
        if parent.is_file():
            parent.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)


def _link(path: str, other: str) -> None:
    try:
        os.link(path, other)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        raise
    except OSError:  # another file system, or one without links
        shutil.copy2(path, other)
