"""What one build leaves for the next: stamps, to see quickly that nothing changed, and the catalogue.

The stamps are written last and say which catalogue they belong to: a build that was killed leaves the state
of the one before, whose stamps do not fit the files it had already changed.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.common import files
from plugins.fastbuild import sealed
from plugins.fastbuild.outputs import Stamps
from plugins.fastbuild.scan import Scan

FOLDER = Path(".cache")
SITE, HOSTS = FOLDER / "site", FOLDER / "hosts"


@dataclass(frozen=True, slots=True)
class State:
    """`scan` is of the sources, None where nobody looked; `outputs` and `hosts` are of what was written,
    below the folders `root` and `beside`; `catalogue` names the one that belongs to them."""

    catalogue: bytes
    scan: Scan | None
    root: str
    beside: str
    outputs: Stamps
    hosts: Stamps


_KEPT = "A build keeps here what it knows: make it a folder that may be written to, or move it away."
_SHAPE = (State.__slots__, Scan.__slots__)


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


def load() -> State | None:
    """None where there is none that can be believed."""
    try:
        shape, catalogue, scan, *rest = sealed.read(FOLDER / "stamps")
    except (FileNotFoundError, ValueError):
        return None
    if shape != _SHAPE:  # an older version of our code had other fields
        return None
    return State(catalogue, Scan(*scan) if scan else None, *rest)


def save(state: State) -> None:
    scan = state.scan.plain() if state.scan else None
    outputs, hosts = dict(state.outputs), dict(state.hosts)
    sealed.write(FOLDER / "stamps", (_SHAPE, state.catalogue, scan, state.root, state.beside, outputs, hosts))
