"""What changed in the sources since the last build: a look at everything a build reads, without reading it,
at the sizes, times and inodes of files.

Any difference counts, not only a later time: clocks are set back. A file that was touched in the very moment
of the look may be touched again without a trace; it is looked into the next time.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, ClassVar, NamedTuple

from plugins.common import theme, versions
from plugins.common.conf import Conf
from plugins.common.digests import canonical, digest
from plugins.common.files import SAME_MOMENT
from plugins.common.workers import Future
from plugins.fastbuild import cache_key
from plugins.fastbuild.cache import SEEN, Cache, NeedsFullBuild

_PLUGINS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
UNSURE = b""


@dataclass(frozen=True, slots=True)
class Changes:
    """`comments`: slugs whose comments changed; `sources`: paths of sources that were edited."""

    comments: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.comments or self.sources)

    def each(self) -> "Iterator[tuple[str, Changes]]":
        """One by one, in order, and how each is called."""
        for slug in sorted(self.comments):
            yield f"the comments of {slug}", Changes(comments=frozenset([slug]))
        for path in sorted(self.sources):
            yield path, Changes(sources=frozenset([path]))


class _Look(NamedTuple):
    """What was found. `reason`: why it is more than words that changed; `seen`: for the next build."""

    reason: str
    comments: tuple[str, ...]
    sources: tuple[str, ...]
    seen: dict[str, Any]


class ChangeDetector:
    """Looks for changes in another process, at once. `of_this_run`: Pelican then need not look again."""

    of_this_run: "ClassVar[ChangeDetector | None]" = None

    def __init__(self, cache: Cache, conf: Conf) -> None:
        self._future = Future(partial(_look, cache, conf))

    def done(self) -> bool:
        return self._future.done()

    def changes(self) -> Changes:
        """Waits. Raises NeedsFullBuild."""
        if self._found.reason:
            raise NeedsFullBuild(self._found.reason)
        return Changes(frozenset(self._found.comments), frozenset(self._found.sources))

    def seen(self) -> dict[str, Any]:
        """What is to be kept for the next build. Waits."""
        return self._found.seen

    @cached_property
    def _found(self) -> _Look:
        return _Look(*self._future.result())


def _look(cache: Cache, conf: Conf) -> tuple[Any, ...]:
    """What the other process does. Returns a `_Look` as a plain tuple."""
    before, now = cache.read(SEEN), _seen(conf, time.time_ns() - SAME_MOMENT)
    if not before:
        return "nothing is known of an earlier build", (), (), now
    comments, sources = (tuple(_different(before[what], now[what])) for what in ("comments", "files"))
    return _reason(before, now, f"{conf.content}/moderation.csv"), comments, sources, now


def _reason(before: Mapping[str, Any], now: Mapping[str, Any], ledger: str) -> str:
    """Why more changed than words: settings, code, files that came or went (the `ledger` may). Else empty."""
    if before["settings"] != now["settings"]:
        return "the settings changed"
    if before["code"] != now["code"] or now["code"] == UNSURE:
        return "the theme, the code or a library changed"
    old, new = before["files"], now["files"]
    for path in sorted((old.keys() ^ new.keys()) - {ledger}):
        return f"{path} is {'new' if path in new else 'gone'}"
    return ""


def _different(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[str]:
    for name in before.keys() | now.keys():
        if now.get(name, UNSURE) == UNSURE or before.get(name) != now[name]:
            yield name


def _seen(conf: Conf, moment: int) -> dict[str, Any]:
    comments = f"{conf.content}/comments"
    files: dict[str, bytes] = {}
    for folder, names in _folders(conf.content, leave=comments):
        files.update((f"{folder}/{name}", _stamp(folder, (name,), moment)) for name in names)
    return {
        "settings": cache_key.of_conf(conf),
        "code": _code([_PLUGINS, *map(str, theme.folders(conf.theme) if conf.theme else ())], moment),
        "files": files,
        "comments": dict(_comments(comments, moment)),
    }


def _code(roots: Sequence[str], moment: int) -> bytes:
    parts: list[Any] = [sys.version, sys.executable, *versions.libraries()]
    for root in roots:
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


def _comments(folder: str, moment: int) -> Iterator[tuple[str, bytes]]:
    """The stamp of each article's."""
    for slug in os.listdir(folder) if os.path.isdir(folder) else ():
        path = f"{folder}/{slug}"
        names = sorted(os.listdir(path)) if os.path.isdir(path) else ()
        yield slug, _stamp(path, tuple(names), moment)


def _stamp(folder: str, names: tuple[str, ...], moment: int) -> bytes:
    """One stamp for the sizes, times and inodes of these files: `UNSURE`, which equals none, if one of them
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
