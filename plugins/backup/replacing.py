"""Puts what was unpacked in the place of what is there, which is moved aside whole: nothing is lost.

Which moves those are is worked out first; each is one rename(2).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.common.owner import PLACES, SETTINGS


@dataclass(frozen=True, slots=True)
class Move:
    """Of a folder or file, by paths from the site's root."""

    source: str
    target: str


def moves(
    here: Collection[str],
    restored: Collection[str],
    staged: str,
    aside: str,
    places: Collection[str],
    same_version: bool,
) -> Iterator[Move]:
    """`here`, `restored`: the names at the root that are there, and that were unpacked into `staged`;
    `places`: what the backup is of.

    The owner's places become those of the backup; one that it lacks goes aside too. The project's settings of
    another version would not fit the code: they are put aside, for the owner to read.
    """
    for name in filter(places.__contains__, PLACES):
        if name in here:
            yield Move(name, f"{aside}/{name}")
        if name in restored:
            yield Move(f"{staged}/{name}", name)
    for name in SETTINGS:
        if name in restored and same_version:
            if name in here:
                yield Move(name, f"{aside}/{name}")
            yield Move(f"{staged}/{name}", name)
        elif name in restored:
            yield Move(f"{staged}/{name}", f"{aside}/{name}")


def carry_out(root: Path, planned: Collection[Move], aside: str) -> None:
    """Raises OSError: what was moved until then is named by it, and stands in `aside`."""
    (root / aside).mkdir(0o700)
    for move in planned:
        (root / move.source).rename(root / move.target)
    if not any((root / aside).iterdir()):
        (root / aside).rmdir()
