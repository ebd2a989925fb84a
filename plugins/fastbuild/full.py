"""The whole site, through Pelican, on all cores: texts are read before Pelican asks for them, and what is the
same as the last time is not rendered.

Two rounds. The first makes the view of every article, writes the changed ones with the feeds of their
comments, and sums them up; the second knows all summaries and writes lists, feeds and the sitemap.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.articles import source
from plugins.articles.reading import ParsedSource
from plugins.common import workers
from plugins.common.digests import canonical, digest
from plugins.fastbuild import edits
from plugins.fastbuild.cache import Cache, Record
from plugins.fastbuild.lazy import CachedEntries, LazyViews
from plugins.fastbuild.plan import Planner, Render
from plugins.fastbuild.state import BuiltUnit, SiteState
from plugins.fastbuild.summaries import ArticleSummary, summed_up
from plugins.feeds.entries import Entries
from plugins.staging.copies import OutputFolder
from plugins.views.view_factory import ViewFactory

_AT_ONCE = 50
_Keys = dict[str, bytes]
_Summed = tuple[ArticleSummary, BuiltUnit | None]  # the unit, if it is not as it was


class Texts:
    """What Markdown, typography and the rest made of texts, kept under the digest of the text and of
    `cache_key`. `parse` is the slow way, for what is not kept. What is expected is read on all cores, which
    keep it, while those who ask for it go on with what has been read."""

    def __init__(self, cache: Cache, cache_key: bytes, parse: Callable[[str], ParsedSource]) -> None:
        self._cache, self._cache_key, self._slow = cache, cache_key, parse
        self._expected: list[str] = []
        self._coming: Iterator[_Keys] | None = None
        self._keys: _Keys = {}

    def expect(self, paths: Iterable[str]) -> None:
        """Announce what will be asked for, in that order, before the first is."""
        self._expected += paths

    def parse(self, path: str) -> ParsedSource:
        """What `SourceParser.parse` says of the text of a source. Raises SiteError for what is not UTF-8."""
        while path not in self._keys and self._take():
            pass
        if path not in self._keys:
            self._keys[path] = self._key(source.text(path))
        key = self._keys[path]
        known = self._cache.record(key, 0)
        data = bytes(known) if known is not None else _packed(self._slow(source.text(path)))
        if known is None:
            self._cache.add([(key, (data,))])
        return ParsedSource(*marshal.loads(data))

    def join(self) -> None:
        """Wait for the texts that nobody asked for: no process reads after this."""
        while self._take():
            pass
        self._cache.keep_only(self._keys.values())

    def _take(self) -> bool:
        if self._coming is None:
            self._coming = workers.each(self._read, self._expected, _AT_ONCE, "Reading")
        read = next(self._coming, None)
        self._keys.update(read or {})
        return read is not None

    def _read(self, paths: Sequence[str]) -> _Keys:
        """Files that cannot be read are left out: who asks for one of them fails, and says where."""
        keys: _Keys = {}
        new: list[tuple[bytes, Record]] = []
        for path in paths:
            with suppress(Exception):
                text = source.text(path)
                key = self._key(text)
                if self._cache.record(key, 0) is None:
                    new.append((key, (_packed(self._slow(text)),)))
                keys[path] = key
        self._cache.add(new)
        return keys

    def _key(self, text: str) -> bytes:
        return digest(self._cache_key + text.encode())


def _packed(parsed: ParsedSource) -> bytes:
    return canonical((parsed.html, parsed.header, parsed.toc))


class FullBuild:
    """Writes into `out`. `last`: what the last build left, as far as its files are still there."""

    def __init__(
        self,
        state: SiteState,
        factory: ViewFactory,
        last: SiteState | None,
        cache: Cache,
        render: Render,
        out: OutputFolder,
    ) -> None:
        self._state, self._factory, self._cache, self._render, self._out = state, factory, cache, render, out
        self._summaries: Mapping[str, ArticleSummary] = last.summaries if last else {}
        self._units: Mapping[str, BuiltUnit] = last.units if last else {}

    def run(self, folder: Path) -> tuple[SiteState, str]:
        """The site as it is now, and what the intake is told. `folder`: of the sources."""
        self._articles()
        return self._lists(folder)

    def _articles(self) -> None:
        """The first round."""
        state, settings = self._state, self._state.settings
        entries = Entries(state.site, UUID(settings.site_id), ZoneInfo(settings.zone))
        planner = Planner(state, self._factory, entries, self._render)

        def article(name: str, records: list[tuple[bytes, Record]]) -> _Summed:
            view, known = self._factory.article(name), self._summaries.get(name)
            source = partial(edits.source, self._factory.source(name), str(view.content))
            if known and not self._cache.holds(known.record):
                known = None
            summary, record = summed_up(name, view, entries, source, known)
            if record:
                records.append((summary.record, record))
            unit = planner.article(summary)
            fresh = unit.is_fresh(self._units.get(unit.name))
            return summary, None if fresh else unit.build(self._out.put, set())

        def part(names: Sequence[str]) -> list[_Summed]:
            records: list[tuple[bytes, Record]] = []
            articles = [article(name, records) for name in names]
            self._cache.add(records)
            return articles

        known, units = {}, {}
        for articles in workers.each(part, planner.names(), _AT_ONCE, "Articles"):
            for summary, unit in articles:
                name = f"article {summary.name}"
                known[summary.name], units[name] = summary, unit or self._units[name]
        self._state = replace(state, summaries=known, units=units)

    def _lists(self, folder: Path) -> tuple[SiteState, str]:
        """The second round."""
        views = LazyViews(self._state, self._factory.ledger, self._cache, folder)
        planner = Planner(self._state, views, CachedEntries(self._state, views), self._render)

        def part(numbers: Sequence[int]) -> list[tuple[str, BuiltUnit]]:
            units = [stale[number] for number in numbers]
            return [(unit.name, unit.build(self._out.put, views.accessed_fields)) for unit in units]

        units, stale = dict(self._state.units), []
        for unit in (unit for group in planner.groups() for unit in group.units()):
            if unit.is_fresh(self._units.get(unit.name)):
                units[unit.name] = self._units[unit.name]
            else:
                stale.append(unit)
        # What was printed of an article for one list is at hand for others, in one process: parts are large.
        places = {name: place for place, name in enumerate(self._state.listed)}
        stale.sort(key=lambda unit: places.get(unit.first, len(places)))
        size = max(_AT_ONCE, len(stale) // (8 * workers.processes()))
        for built in workers.each(part, range(len(stale)), size, "Lists and feeds"):
            units.update(built)
        return replace(self._state, units=units), planner.intake()
