"""The files that builds have written: are they still there, and as they were left?"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

COPIES = (".br", ".gz")
"""What the name of a page's smaller copy ends in (`staging.compression`)."""
Stamp = tuple[int, int]
Stamps = Mapping[str, Stamp]


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


def original(name: str) -> str:
    """The file that a smaller copy is of; any other file is its own."""
    return name[: -len(COPIES[0])] if name.endswith(COPIES) else name


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
