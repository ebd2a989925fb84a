"""The catalogue on disk, and the drawer with what is kept of each article beside its card."""

import os

from plugins.fastbuild import sealed
from plugins.fastbuild.binder import Binder
from plugins.fastbuild.catalogue import Catalogue, from_plain
from plugins.fastbuild.records import PARTS
from plugins.fastbuild.state import FOLDER


def load(name: bytes, made_by: str | None = None) -> Catalogue | None:
    """The catalogue of that name, or None where it is not there. `made_by`: by whom alone it is believed;
    what another version of our code wrote may have another shape. None: whoever asks knows that."""
    try:
        there, plain = sealed.read(FOLDER / "catalogue")
    except (FileNotFoundError, ValueError):
        return None
    if there != name or made_by not in (None, plain["made_by"]):
        return None
    return from_plain(plain)


def save(catalogue: Catalogue) -> bytes:
    """Returns its name, by which stamps call it."""
    name = os.urandom(16)
    sealed.write(FOLDER / "catalogue", (name, catalogue.plain()))
    return name


def drawer(made_by: str) -> Binder:
    """Of the articles."""
    return Binder(FOLDER / "articles", made_by, PARTS)
