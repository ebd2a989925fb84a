"""What one build leaves for the next: stamps, to see quickly that nothing changed, and the catalogue.

The stamps are written last and say which catalogue they belong to: a build that was killed leaves the state
of the one before, whose stamps do not fit the files it had already changed. What was seen of the sources is
in files of its own, which the stamps name, for those who look; so are the stamps of all that was written, of
which a comment changes twenty of thirty thousand.

Each output has a cache of its own: the preview and a publication do not undo each other's work.
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

ALL = Path(".cache")


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
_SEEN, _WRITTEN = "seen.", "written."


@dataclass(frozen=True, slots=True)
class Cache:
    """What is kept of the builds of one output."""

    folder: Path

    @classmethod
    def of(cls, output: str | Path) -> "Cache":
        """The cache of an output folder, by its name."""
        return cls(ALL / Path(output).name)

    @property
    def site(self) -> Store:
        return Store(self.folder / "site")

    @property
    def hosts(self) -> Store:
        return Store(self.folder / "hosts")

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One build of an output at a time: others say so, and wait. Raises SystemExit where none can be."""
        with ExitStack() as stack:
            try:
                stack.enter_context(files.one_process(self.folder / "lock", self._waiting))
            except OSError as error:
                raise SystemExit(f"{error.filename or self.folder}: {error.strerror}. {_KEPT}") from None
            yield

    def _waiting(self) -> None:
        print(f"Another build of {self.folder.name}/ is at work: this one waits for its end.", flush=True)

    def seen(self) -> tuple[str, ...]:
        """`State.seen` of what `load` gives: those who look need not wait for the rest."""
        stamps = self._stamps()
        names: tuple[str, ...] = stamps[1] if stamps else ()
        return names

    def seen_file(self, name: str) -> Path:
        """Where one share is kept."""
        return self.folder / f"{_SEEN}{name}"

    def load(self) -> State | None:
        """None where there is none that can be believed."""
        try:
            catalogue, seen, root, beside, written, since, hosts = self._stamps()
            outputs = sealed.read(self.folder / f"{_WRITTEN}{written}")
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return State(catalogue, seen, root, beside, outputs, hosts, written).with_changed(since)

    def _stamps(self) -> Any:
        """All fields but `outputs`, or None."""
        try:
            shape, *stamps = sealed.read(self.folder / "stamps")
        except (FileNotFoundError, ValueError):
            return None
        return stamps if shape == _SHAPE else None  # an older version of our code had other fields

    def save(self, state: State) -> None:
        """All outputs are written again once a tenth of them is of another time."""
        written, since = state.written, dict(state.since)
        if not written or len(since) * 10 > len(state.outputs):
            written, since = os.urandom(8).hex(), {}
            sealed.write(self.folder / f"{_WRITTEN}{written}", dict(state.outputs))
        hosts = dict(state.hosts)
        stamps = (state.catalogue, state.seen, state.root, state.beside, written, since, hosts)
        sealed.write(self.folder / "stamps", (_SHAPE, *stamps))
        self._forget({*(f"{_SEEN}{name}" for name in state.seen), f"{_WRITTEN}{written}"})

    def _forget(self, needed: set[str]) -> None:
        """The files of earlier stamps."""
        for path in self.folder.iterdir():
            if path.name.startswith((_SEEN, _WRITTEN)) and path.name not in needed:
                path.unlink(missing_ok=True)
