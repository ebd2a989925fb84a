"""Replaces the present files by the unpacked ones, and moves the present ones aside, so that nothing is lost.

The moves are planned first; each is one rename(2).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.common.owner import OWNED, SETTINGS


@dataclass(frozen=True, slots=True)
class Move:
    """The move of a folder or file; paths are relative to the site's root."""

    source: str
    target: str


def moves(
    here: Collection[str],
    restored: Collection[str],
    staged: str,
    aside: str,
    roots: Collection[str],
    same_version: bool,
) -> Iterator[Move]:
    """The moves that restore a backup. `here`, `restored`: the names at the root, and those unpacked into
    `staged`. `roots`: of the backup.

    The owner's files become those of the backup; a root that it lacks is moved aside too. The project's
    settings of another version would not fit the code, so they are put aside for the owner to read.
    """
    for name in filter(roots.__contains__, OWNED):
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
    """Carry out all moves, or none: what was moved before an error, or Ctrl-C, is moved back."""
    (root / aside).mkdir(0o700)
    done: list[Move] = []
    try:
        for move in planned:
            (root / move.source).rename(root / move.target)
            done.append(move)
    except BaseException:
        for move in reversed(done):
            (root / move.target).rename(root / move.source)
        (root / aside).rmdir()
        raise
    if not any((root / aside).iterdir()):
        (root / aside).rmdir()
