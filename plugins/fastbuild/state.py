"""What one build leaves for the next: stamps, to see quickly that nothing changed, and the catalogue.

The stamps are written last and say which catalogue they belong to: a build that was killed leaves the state
of the one before, whose stamps do not fit the files it had already changed. What was seen of the sources is
in files of its own, which the stamps name, for those who look; so are the stamps of all that was written, of
which a comment changes twenty of thirty thousand.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plugins.common import files
from plugins.fastbuild import sealed
from plugins.fastbuild.outputs import Stamp, Stamps
from plugins.fastbuild.scan import Scan
from plugins.fastbuild.store import Store

FOLDER = Path(".cache")
SITE, HOSTS, TEMPLATES = Store(FOLDER / "site"), Store(FOLDER / "hosts"), FOLDER / "templates"


@dataclass(frozen=True, slots=True)
class State:
    """`seen` names what was seen of the sources, by shares; it is empty where nobody looked. `outputs` and
    `hosts` are of what was written, below the folders `root` and `beside`; `catalogue` names the one that
    belongs to them. `written` names the file of the `outputs`; `since`: what became of some after it."""

    catalogue: bytes
    seen: tuple[str, ...]
    root: str
    beside: str
    outputs: Stamps
    hosts: Stamps
    written: str = ""
    since: Mapping[str, Stamp | None] = field(default_factory=dict)

    def with_changed(self, changed: Mapping[str, Stamp | None], **more: Any) -> "State":
        """`changed`: of some outputs; None for one that went."""
        now = dict(self.outputs)
        for name, stamp in changed.items():
            if stamp is None:
                now.pop(name, None)
            else:
                now[name] = stamp
        return replace(self, outputs=now, since={**self.since, **changed}, **more)


_KEPT = "A build keeps here what it knows: make it a folder that may be written to, or move it away."
_SHAPE = (State.__slots__, Scan.__slots__, "flat store")
_STAMPS, _SEEN, _WRITTEN = FOLDER / "stamps", "seen.", "written."


@contextmanager
def alone() -> Iterator[None]:
    """One build of a folder at a time: others say so, and wait. Raises SystemExit where none can be."""
    with ExitStack() as stack:
        try:
            stack.enter_context(files.one_process(FOLDER / "lock", _waiting))
        except OSError as error:
            raise SystemExit(f"{FOLDER}: {error.strerror}. {_KEPT}") from None
        yield


def _waiting() -> None:
    print("Another build of this folder is at work: this one waits for its end.", flush=True)


def seen() -> tuple[str, ...]:
    """`State.seen` of what `load` gives: those who look need not wait for the rest."""
    stamps = _stamps()
    names: tuple[str, ...] = stamps[1] if stamps else ()
    return names


def seen_file(name: str) -> Path:
    """Where one share is kept."""
    return FOLDER / f"{_SEEN}{name}"


def load() -> State | None:
    """None where there is none that can be believed."""
    try:
        catalogue, seen, root, beside, written, since, hosts = _stamps()
        outputs = sealed.read(FOLDER / f"{_WRITTEN}{written}")
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return State(catalogue, seen, root, beside, outputs, hosts, written).with_changed(since)


def _stamps() -> Any:
    """All fields but `outputs`, or None."""
    try:
        shape, *stamps = sealed.read(_STAMPS)
    except (FileNotFoundError, ValueError):
        return None
    return stamps if shape == _SHAPE else None  # an older version of our code had other fields


def save(state: State) -> None:
    """All outputs are written again once a tenth of them is of another time."""
    written, since = state.written, dict(state.since)
    if not written or len(since) * 10 > len(state.outputs):
        written, since = os.urandom(8).hex(), {}
        sealed.write(FOLDER / f"{_WRITTEN}{written}", dict(state.outputs))
    hosts = dict(state.hosts)
    stamps = (state.catalogue, state.seen, state.root, state.beside, written, since, hosts)
    sealed.write(_STAMPS, (_SHAPE, *stamps))
    _forget({*(f"{_SEEN}{name}" for name in state.seen), f"{_WRITTEN}{written}"})


def _forget(needed: set[str]) -> None:
    """The files of earlier stamps."""
    for path in FOLDER.iterdir():
        if path.name.startswith((_SEEN, _WRITTEN)) and path.name not in needed:
            path.unlink(missing_ok=True)
