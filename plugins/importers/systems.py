"""The old systems by their names: how to read each of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.importers import lines, opened
from plugins.importers.dotclear import flat
from plugins.importers.dotclear import reader as dotclear
from plugins.importers.known import Known
from plugins.importers.moments import Clock
from plugins.importers.record import Record
from plugins.importers.terms import Slugs


@dataclass(frozen=True, slots=True)
class Given:
    """What an import starts from: the export, and the site as it is."""

    file: Path
    articles: tuple[Known, ...]
    pages: frozenset[str]
    clock: Clock
    progress: Callable[[int], None] = lambda _: None
    blog: str = ""

    @property
    def slugs(self) -> Slugs:
        taken = {page: f"page {page}" for page in self.pages} | {a.slug: a.id for a in self.articles}
        return Slugs(taken)


def _dotclear(given: Given) -> Iterator[Record]:
    def from_the_start() -> Iterable[bytes]:
        with opened.stream(given.file, given.progress) as stream:
            yield from lines.lines(stream, flat.MAXIMUM_ROW)

    return dotclear.read(from_the_start, given.file.name, given.slugs, given.clock, given.blog)


_READERS: dict[str, Callable[[Given], Iterator[Record]]] = {"dotclear": _dotclear}
NAMES = tuple(_READERS)


def read(system: str, given: Given) -> Iterator[Record]:
    """All records of an export. Raises ImportRefused where it cannot be read at all."""
    return _READERS[system](given)
