"""Migrations: changes of the formats on disk. Each has the number of the format that it makes, and is carried
out once, in order.

`var/.format` holds the number of a site's format; without that file it is 1, the format of version 0.1. If
the same content is on a second machine, a migration may meet files that have been migrated already: it must
leave them alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.common import files

FIRST = 1
_FILE = Path("var", ".format")


@dataclass(frozen=True, slots=True)
class Migration:
    """`format`: the number of the format that it makes; `what`: what it changes, in words; `run`: carries it
    out in the site's folder."""

    format: int
    what: str
    run: Callable[[Path], None]


MIGRATIONS: Sequence[Migration] = ()


class NewerFormat(Exception):
    """The site's files were written by a later version. The message is for the owner."""


def due(site: Path, known: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """The migrations that are still to be carried out. Raises NewerFormat."""
    at = current(site)
    last = known[-1].format if known else FIRST
    if at > last:
        what = f"{_FILE}: what is kept here is of format {at}, and this version knows {last}"
        raise NewerFormat(f"{what}. Go on with the version that wrote it.")
    return [migration for migration in known if migration.format > at]


def current(site: Path) -> int:
    """The number of a site's format. Raises NewerFormat if its file holds no number."""
    data = files.content(site / _FILE)
    if data is None:
        return FIRST
    if not data.strip().isdigit():
        raise NewerFormat(f"{_FILE}: no number stands there. Restore it from a backup.")
    return int(data)


def migrate(site: Path, known: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Carry out the migrations that are due, and return them. The number is written after each one, so that
    an interrupted run resumes where it stopped."""
    due_now = due(site, known)
    for migration in due_now:
        migration.run(site)
        files.write(site / _FILE, f"{migration.format}\n".encode(), private=True)

    return due_now
