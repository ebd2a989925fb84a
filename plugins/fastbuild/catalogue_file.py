"""The catalogue on disk, and the drawer with what is kept of each article beside its card."""

import os

from plugins.fastbuild import sealed
from plugins.fastbuild.catalogue import Catalogue, from_plain
from plugins.fastbuild.drawer import Drawer
from plugins.fastbuild.state import FOLDER


def load(name: bytes) -> Catalogue | None:
    """The catalogue of that name, or None where it is not there."""
    try:
        there, plain = sealed.read(FOLDER / "catalogue")
    except (FileNotFoundError, ValueError):
        return None
    return from_plain(plain) if there == name else None


def save(catalogue: Catalogue) -> bytes:
    """Returns its name, by which stamps call it."""
    name = os.urandom(16)
    sealed.write(FOLDER / "catalogue", (name, catalogue.plain()))
    return name


def drawer(made_by: str) -> Drawer:
    """Of the articles."""
    return Drawer(FOLDER / "articles", made_by)
