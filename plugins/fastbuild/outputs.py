"""The files that builds have written: are they still there, and where to get one back that is not.

Beside `output/` every file has a second name in the cache (a hard link, or a copy where a file system has no
links): a folder that was emptied is filled again without rendering a page. Nothing is ever written into a
file that has a name; a new one takes it.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.common import files

COPIES = (".br", ".gz")
"""What the name of a page's smaller copy ends in (`staging.compression`)."""
Stamp = tuple[int, int]
Stamps = Mapping[str, Stamp]
_draft = f".draft-{os.getpid()}"


def stamp(path: str) -> Stamp | None:
    """Size and time of a file, or None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def stamps(root: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """Of those files that are there."""
    start = f"{root}/"
    found = ((name, stamp(start + name)) for name in names)
    return {name: each for name, each in found if each is not None}


def wrong(root: Path, known: Stamps) -> list[str]:
    """The files below `root` that are not as they are known, or not there."""
    start, look = f"{root}/", os.stat
    bad = []
    for name, (size, time) in known.items():
        try:
            found = look(start + name)
        except OSError:
            bad.append(name)
            continue
        if found.st_size != size or found.st_mtime_ns != time:
            bad.append(name)
    return bad


def restore(store: Path, root: Path, known: Stamps, names: Iterable[str]) -> list[str]:
    """Give the files their names in `root` back. Returns those that the store does not have either."""
    lost = []
    for name in names:
        kept = f"{store}/{name}"
        if stamp(kept) == known.get(name):
            _name_too(kept, f"{root}/{name}")
        else:
            lost.append(name)
    return lost


def original(name: str) -> str:
    """The file that a smaller copy is of; any other file is its own."""
    return name[: -len(COPIES[0])] if name.endswith(COPIES) else name


def keep(root: Path, store: Path, names: Iterable[str]) -> Stamps:
    """Give those files of `root` their second names that do not have them. Returns the stamps of all."""
    now = stamps(root, names)
    for name in wrong(store, now) if store.is_dir() else now:
        _name_too(f"{root}/{name}", f"{store}/{name}")
    return now


def forget(root: Path, names: Iterable[str]) -> None:
    """Take these files away, and folders that are empty then."""
    for name in names:
        path = root / name
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            for parent in path.parents:
                if parent == root:
                    break
                parent.rmdir()


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
    draft = other + _draft
    _link(path, draft)
    if Path(other).is_dir():
        shutil.rmtree(other)
    os.replace(draft, other)
    with suppress(FileNotFoundError):  # the same file already: rename(2) does nothing then
        os.unlink(draft)


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
