"""Changes of what is kept: each is carried out once, in its order, by the number of the format that it makes.

`var/.format` holds the number that a site is at; a site without one is at 1, the format of version 0.1. Where
the same content comes to a second machine, a migration meets what is new already: it leaves that alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.common import files

FIRST = 1
_FILE = Path("var", ".format")


@dataclass(frozen=True, slots=True)
class Migration:
    """`format`: what it makes; `what`: what it changes, in words; `run`: does it, in the site's folder."""

    format: int
    what: str
    run: Callable[[Path], None]


MIGRATIONS: Sequence[Migration] = ()


class NewerFormat(Exception):
    """What is kept was written by a later version. Words for the owner."""


def due(site: Path, known: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Those that are still to be carried out. Raises NewerFormat."""
    at = current(site)
    last = known[-1].format if known else FIRST
    if at > last:
        what = f"{_FILE}: what is kept here is of format {at}, and this version knows {last}"
        raise NewerFormat(f"{what}. Go on with the version that wrote it.")
    return [migration for migration in known if migration.format > at]


def current(site: Path) -> int:
    """The format that a site is at. Raises NewerFormat where its file says nothing that is known."""
    data = files.content(site / _FILE)
    if data is None:
        return FIRST
    if not data.strip().isdigit():
        raise NewerFormat(f"{_FILE}: no number stands there. Restore it from a backup.")
    return int(data)


def migrate(site: Path, known: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Carry out what is due. After each its number is on disk: what is interrupted goes on where it was."""
    done = due(site, known)
    for migration in done:
        migration.run(site)
        files.write(site / _FILE, f"{migration.format}\n".encode(), private=True)
    return done
