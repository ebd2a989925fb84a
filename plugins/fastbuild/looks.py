"""What changed in the sources since the last build. Other processes look, a share each, and keep what they
saw for the next build, in files that the stamps will name (`state`).
"""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from plugins.fastbuild import changes, scan, sealed
from plugins.fastbuild.beside import Beside
from plugins.fastbuild.changes import Changes, HandOver
from plugins.fastbuild.scan import Scan
from plugins.fastbuild.state import Cache

_GIVE_WAY = 2  # of two cores, whoever began them needs nearly one for itself
Told = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""The name of what was seen, why it is more than words that changed, and which comments and sources did."""


class Watched(NamedTuple):
    """The settings, by their name, and the folders that they name."""

    conf: bytes
    content: str
    theme: str


class Looks:
    """They are begun. `seen`: the names of what the last build saw, or none."""

    def __init__(self, cache: Cache, watched: Watched, seen: Sequence[str]) -> None:
        looks = [partial(_look, cache, watched, share, name) for share, name in enumerate(_names(seen))]
        self._others = [Beside(look, _GIVE_WAY) for look in looks]
        self._told: list[Told] = []

    def are_over(self) -> bool:
        return all(other.is_heard() for other in self._others)

    def changes(self) -> Changes:
        """Waits. Raises HandOver."""
        return _all_of(self._results())

    def seen(self) -> tuple[str, ...]:
        """The names of what was seen, once it is kept. If it could not be, the next build knows nothing."""
        names = tuple(name for name, *_ in self._results())
        for other in self._others:
            other.ended()
        return names

    def _results(self) -> list[Told]:
        self._told = self._told or [other.told() for other in self._others]
        return self._told


def now(cache: Cache, watched: Watched, seen: Sequence[str]) -> Changes:
    """The same here and at once, with nothing kept. Raises HandOver."""
    return _all_of([next(_look(cache, watched, share, name)) for share, name in enumerate(_names(seen))])


def _names(seen: Sequence[str]) -> Sequence[str]:
    return seen or [""] * scan.SHARES


def _all_of(told: Sequence[Told]) -> Changes:
    if reason := next((reason for _, reason, _, _ in told if reason), ""):
        raise HandOver(reason)
    _, _, talks, sources = zip(*told, strict=True)
    return Changes(frozenset().union(*talks), frozenset().union(*sources))


def _look(cache: Cache, watched: Watched, share: int, name: str) -> Iterator[Told]:
    before = _kept(cache, name)
    seen = scan.scan(*watched, share, before)
    reason, found = "", Changes(frozenset(), frozenset())
    try:
        found = changes.changes(before, seen, [f"{watched.content}/moderation.csv"])
    except HandOver as more:
        reason = str(more)
    same = not reason and not found
    new = name if same else os.urandom(8).hex()
    yield new, reason, tuple(found.talks), tuple(found.sources)
    if not same:
        sealed.write(cache.seen_file(new), seen.plain())


def _kept(cache: Cache, name: str) -> Scan | None:
    try:
        return Scan(*sealed.read(cache.seen_file(name))) if name else None
    except (FileNotFoundError, ValueError, TypeError):
        return None
