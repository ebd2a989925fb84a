"""The catalogue on disk, and the drawer with what is kept of each article beside its card."""

import os
from dataclasses import dataclass
from pathlib import Path

from plugins.fastbuild import amendments, catalogue, sealed, voices
from plugins.fastbuild.binder import Binder
from plugins.fastbuild.catalogue import Catalogue
from plugins.fastbuild.records import PARTS
from plugins.fastbuild.voices import Rows

_WHOLE, _SINCE, _SAID = "catalogue", "catalogue.since", "catalogue.said"


@dataclass(frozen=True, slots=True)
class Opened:
    """A catalogue, and the one of the name `written`, in `folder`, of which it is an amended copy."""

    folder: Path
    catalogue: Catalogue
    written: bytes
    whole: Catalogue


def load(folder: Path, name: bytes, made_by: str | None = None) -> Opened | None:
    """The catalogue of that name, or None where it is not there. `made_by`: by whom alone it is believed;
    what another version of our code wrote may have another shape. None: whoever asks knows that."""
    try:
        written, plain = sealed.read(folder / _WHOLE)
        if made_by not in (None, plain["made_by"]):
            return None
        if written == name:
            whole = catalogue.from_plain(plain)
            return Opened(folder, whole, written, whole)
        now, base, changes = sealed.read(folder / _SINCE)
    except (FileNotFoundError, ValueError):
        return None
    if (now, base) != (name, written):
        return None
    whole = catalogue.from_plain(plain)
    return Opened(folder, amendments.amended(whole, amendments.from_plain(changes)), written, whole)


def said(opened: Opened, new: Catalogue) -> Rows | None:
    """All comments of the articles listed in `new`; None where none are kept of the `whole` catalogue."""
    try:
        written, plain = sealed.read(opened.folder / _SAID)
    except (FileNotFoundError, ValueError):
        return None
    if written != opened.written:
        return None
    then, now = opened.whole.cards, new.cards
    changed = {place for place, name in enumerate(new.listed) if then[name] is not now[name]}
    return voices.from_plain(plain).with_cards([now[name] for name in new.listed], changed)


def save(folder: Path, new: Catalogue, rows: Rows | None = None) -> bytes:
    """Returns its name, by which stamps call it. `rows`: of all comments, if they are known."""
    name = os.urandom(16)
    if rows is not None:
        sealed.write(folder / _SAID, (name, rows.plain()))
    sealed.write(folder / _WHOLE, (name, new.plain()))
    (folder / _SINCE).unlink(missing_ok=True)
    return name


def amend(opened: Opened, new: Catalogue, rows: Rows | None = None) -> bytes:
    """As `save`, of what has changed since it was `opened`; all of it, once that is more than a tenth."""
    changes = amendments.between(opened.whole, new)
    if len(changes) * 10 > len(new.printed):
        return save(opened.folder, new, rows)
    name = os.urandom(16)
    sealed.write(opened.folder / _SINCE, (name, opened.written, changes.plain()))
    return name


def drawer(folder: Path, made_by: str) -> Binder:
    """Of the articles."""
    return Binder(folder / "articles", made_by, PARTS)
