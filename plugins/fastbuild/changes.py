"""What changed in the sources since the last build: a look at everything a build reads, without reading it,
at the sizes, times and places of files.

Any difference counts, not only a later time: clocks are set back. A file that was touched in the very moment
of the look may be touched again without a trace; it is looked into the next time.
"""

import os
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

from plugins.common import theme, versions
from plugins.common.digests import canonical, digest
from plugins.common.workers import Future
from plugins.fastbuild.cache import SEEN, SHARDS, Cache, NeedsFullBuild, Shards, shard_of

HALVES = 2
"""A look is as many looks of halves, which two cores take at once."""
_GIVE_WAY = 2  # of two cores, whoever began them needs nearly one for itself
_SAME_MOMENT = 50_000_000  # nanoseconds; file systems tick every four to ten million
_PLUGINS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
UNSURE = b""


@dataclass(frozen=True, slots=True)
class Changes:
    """`comments`: slugs whose comments changed; `sources`: paths of sources that were edited."""

    comments: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.comments or self.sources)

    def each(self) -> "Iterator[Changes]":
        """One by one, in order."""
        for slug in sorted(self.comments):
            yield Changes(comments=frozenset([slug]))
        for path in sorted(self.sources):
            yield Changes(sources=frozenset([path]))


class Watched(NamedTuple):
    """The settings, by a digest of theirs, and the folders that they name; no `theme` for a library's."""

    settings: bytes
    content: str
    theme: str


class CommentFolder(NamedTuple):
    """Of an article's comments: a stamp of all files, and the folder's own with the names in it: a folder
    whose own stamp is the same holds the same names."""

    stamp: bytes
    own: bytes
    names: tuple[str, ...]


class _Look(NamedTuple):
    """What one half found. `reason`: why it is more than words that changed; `seen`: the tables that are not
    as they were."""

    reason: str
    comments: tuple[str, ...]
    sources: tuple[str, ...]
    seen: dict[str, dict[int, Any]]


class ChangeDetector:
    """Other processes look, from now on."""

    def __init__(self, cache: Cache, watched: Watched) -> None:
        self._futures = [Future(partial(_look, cache, watched, half), _GIVE_WAY) for half in range(HALVES)]

    def done(self) -> bool:
        return all(future.done() for future in self._futures)

    def changes(self) -> Changes:
        """Waits. Raises NeedsFullBuild."""
        return _all_of(self._looks)

    def seen(self) -> Mapping[str, Shards]:
        """What is to be kept for the next build. Waits."""
        tables: dict[str, dict[int, Any]] = {}
        for look in self._looks:
            for name, shards in look.seen.items():
                tables.setdefault(name, {}).update(shards)
        return tables

    @cached_property
    def _looks(self) -> list[_Look]:
        return [_Look(*future.result()) for future in self._futures]


_detector: ChangeDetector | None = None


def hand_over(detector: ChangeDetector | None) -> None:
    """To Pelican's run in this process: nothing is looked at twice."""
    global _detector
    _detector = detector


def handed_over() -> ChangeDetector | None:
    return _detector


def now(cache: Cache, watched: Watched) -> Changes:
    """The same here and at once. Raises NeedsFullBuild."""
    return _all_of([_Look(*_look(cache, watched, half)) for half in range(HALVES)])


def _all_of(looks: Sequence[_Look]) -> Changes:
    if reason := next((look.reason for look in looks if look.reason), ""):
        raise NeedsFullBuild(reason)
    comments, sources = (frozenset(name for look in looks for name in look[field]) for field in (1, 2))
    return Changes(comments, sources)


def _look(cache: Cache, watched: Watched, half: int) -> tuple[Any, ...]:
    """A `_Look`, plain. All but comments is in the first half."""
    moment = time.time_ns() - _SAME_MOMENT
    known = cache.read_shards(SEEN[1], range(half, SHARDS, HALVES))
    folders = {name: CommentFolder(*one) for shard in (known or {}).values() for name, one in shard.items()}
    now = _comment_folders(f"{watched.content}/comments", half, folders, moment)
    slugs = tuple(_different({n: f.stamp for n, f in folders.items()}, {n: f.stamp for n, f in now.items()}))
    shards: dict[int, dict[str, Any]] = {number: {} for number in range(half, SHARDS, HALVES)}
    for name, folder in now.items():
        shards[shard_of(name)][name] = tuple(folder)
    changed = {number: shard for number, shard in shards.items() if not known or known[number] != shard}
    seen: dict[str, dict[int, Any]] = {SEEN[1]: changed}
    reason, sources = "" if known else "nothing is known of an earlier build", tuple[str, ...]()
    if not half:
        before, after = cache.read_small(SEEN[0]), _sources(watched, moment)
        reason, sources = _compared(before, after, [f"{watched.content}/moderation.csv"])
        seen[SEEN[0]] = {0: after}
    return reason, slugs, sources, seen


def _compared(
    before: Mapping[str, Any] | None, now: Mapping[str, Any], may_come: Collection[str]
) -> tuple[str, tuple[str, ...]]:
    """Why it is more than words: settings, code, files that came or went, but those that `may_come`; and
    which files are others."""
    if before is None:
        return "nothing is known of an earlier build", ()
    if before["settings"] != now["settings"]:
        return "the settings changed", ()
    if before["code"] != now["code"] or now["code"] == UNSURE:
        return "the theme, the code or a library changed", ()
    old, new = before["files"], now["files"]
    for path in sorted((old.keys() ^ new.keys()) - set(may_come)):
        return f"{path} is {'new' if path in new else 'gone'}", ()
    return "", tuple(_different(old, new))


def _different(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[str]:
    for name in before.keys() | now.keys():
        if now.get(name, UNSURE) == UNSURE or before.get(name) != now[name]:
            yield name


def _sources(watched: Watched, moment: int) -> dict[str, Any]:
    """All but comments."""
    files: dict[str, bytes] = {}
    for folder, names in _folders(watched.content, leave=f"{watched.content}/comments"):
        files.update((f"{folder}/{name}", _stamp(folder, (name,), moment)) for name in names)
    return {
        "settings": watched.settings,
        "code": _code([_PLUGINS, *_themes(watched)], moment),
        "files": files,
    }


def _themes(watched: Watched) -> Iterator[str]:
    """The theme, and what the owner has over it; a folder that is not there has no files."""
    yield from map(str, theme.folders(watched.theme) if watched.theme else ())


def _code(roots: Sequence[str], moment: int) -> bytes:
    parts: list[Any] = [sys.version, sys.executable, *versions.libraries()]
    for root in filter(None, roots):
        stamps = [(folder, _stamp(folder, names, moment)) for folder, names in sorted(_folders(root))]
        if any(stamp == UNSURE for _, stamp in stamps):
            return UNSURE
        parts += stamps
    return digest(canonical(parts))


def _folders(root: str, leave: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every folder but `leave`, with the names of its files."""
    for folder, folders, names in os.walk(root, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__" and f"{folder}/{name}" != leave]
        yield folder, tuple(sorted(names))


def _comment_folders(
    comments: str, half: int, before: Mapping[str, CommentFolder], moment: int
) -> dict[str, CommentFolder]:
    found = {}
    for slug in os.listdir(comments) if os.path.isdir(comments) else ():
        if shard_of(slug) % HALVES == half:
            path, known, own = f"{comments}/{slug}", before.get(slug), _stamp(comments, (slug,), moment)
            if known is not None and known.own == own != UNSURE:
                names = known.names
            else:
                names = tuple(sorted(os.listdir(path))) if os.path.isdir(path) else ()
            found[slug] = CommentFolder(_stamp(path, names, moment), own, names)
    return found


def _stamp(folder: str, names: tuple[str, ...], moment: int) -> bytes:
    """One stamp for the sizes, times and places of these files: `UNSURE`, which equals none, if one of them
    was touched after `moment`, or in a moment that is still to come."""
    start, look = f"{folder}/", os.stat
    try:
        found = [look(start + name) for name in names]
    except OSError:
        return UNSURE
    rows = [(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in found]
    for _, written, changed, _ in rows:
        if written > moment or changed > moment:
            return UNSURE
    return digest(canonical((rows, names)))
