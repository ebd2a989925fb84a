"""What changed since the last build, as far as it can be written without Pelican. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from plugins.fastbuild.scan import UNSURE, Scan


class HandOver(Exception):
    """Why Pelican must do it: a sentence."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`talks`: slugs whose comments changed; `sources`: paths of sources that were edited."""

    talks: frozenset[str]
    sources: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.talks or self.sources)

    def each(self) -> "Iterator[Changes]":
        """One by one, in order."""
        for slug in sorted(self.talks):
            yield Changes(frozenset([slug]), frozenset())
        for path in sorted(self.sources):
            yield Changes(frozenset(), frozenset([path]))


def changes(before: Scan | None, now: Scan, may_come: Collection[str] = ()) -> Changes:
    """Raises HandOver for more than words: settings, code, files that came or went, but those that
    `may_come`."""
    if before is None:
        raise HandOver("nothing is known of an earlier build")
    if before.conf != now.conf:
        raise HandOver("the settings changed")
    if before.code != now.code or now.code == UNSURE:
        raise HandOver("the theme, the code or a library changed")
    for path in sorted((before.files.keys() ^ now.files.keys()) - set(may_come)):
        raise HandOver(f"{path} is {'new' if path in now.files else 'gone'}")
    return Changes(
        talks=frozenset(_different(before.talks, now.talks)),
        sources=frozenset(_different(before.files, now.files)),
    )


def _different(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[str]:
    for name in before.keys() | now.keys():
        if now.get(name, UNSURE) == UNSURE or before.get(name) != now[name]:
            yield name
