"""The way without Pelican: writes what depends on changed comments and articles, and hands over all else.

Pages are made by the same plan, from the same views, as in a full build; what is in doubt is handed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.addresses import internal
from plugins.addresses.internal import PublishedSite
from plugins.addresses.preview import HostRules
from plugins.common.errors import SiteError
from plugins.common.workers import Future
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.changes import Changes
from plugins.fastbuild.lazy import CachedEntries, LazyViews, article_view, read_comments
from plugins.fastbuild.plan import COMMENTS, LEDGER, OutputGroup, Planner, Render
from plugins.fastbuild.state import BuildCache, BuiltUnit, CachedArticle, SiteState
from plugins.fastbuild.summaries import ArticleSummary, PackedView, summed_up, unpack
from plugins.fastbuild.templates import Templates
from plugins.feeds.entries import Entries
from plugins.moderation.core import ledger_file, ledger_page
from plugins.staging import copies
from plugins.staging.outputs import COPIES
from plugins.views.model import LedgerView

_LEDGER = "moderation.csv"
Built = dict[str, BuiltUnit | None]
"""Units that are not as they were, by name; None for one that went."""
_KINDS = {"article": "an article and the feeds of its comments", "page": "a page", "feed": "a feed"}


class IncrementalBuild:
    """One build that goes on from the last. `content`: the folder of the sources."""

    def __init__(self, cache: BuildCache, content: Path, settings: Mapping[str, Any]) -> None:
        before, stamps = cache.state(), cache.stamps
        if before is None or stamps is None or before.settings.jinja is None:
            raise NeedsFullBuild("the last build left nothing to go on from")
        self._cache, self._content = cache, content
        self._before, self._stamps = before, stamps
        self._copies = copies.wanted(settings, cache.output.root)

    def run(self, found: Changes, seen: Callable[[], Mapping[str, Any]]) -> tuple[int, int]:
        """Build. Returns how many files changed, and how many there are. `seen`: what was seen of the
        sources, for the next build."""
        before, now = self._before, self._with_changes(found)
        settings = now.settings
        templates = Templates(settings.theme, now.site.lang, settings.jinja or {}, self._cache.templates)
        built, files, intake = self._rendered(now, self._changed(found, now), templates.render)
        self._require_link_targets(now, built, files)
        units = {name: unit for name, unit in {**now.units, **built}.items() if unit}
        changed = self._write(files, built)
        output = {name: stamp for name, stamp in self._stamps[0].items() if name not in changed}
        output |= self._cache.output.stamps(changed)
        beside = self._cache.hosts.stamps(self._cache.hosts.write({"intake.json": intake}))
        self._cache.save(replace(now, units=units), output, {**self._stamps[1], **beside}, seen(), before)
        return len(changed), len(output)

    def explain(self, found: Changes, path: str) -> Iterator[str]:
        """Why a file of the output was written, and whether it would be; nothing is written."""
        unit = next((name for name, unit in self._before.units.items() if path in unit.files), None)
        if unit is None:
            yield f"{path} is copied, or written by Pelican itself."
            return
        kind, _, subject = unit.partition(" ")
        yield f"{path} belongs to {_KINDS.get(kind, 'the list of all addresses')} ({subject or unit})."
        if fields := self._before.units[unit].accessed_fields:
            yield f"Its template asked of articles: {', '.join(fields)}."
        yield self._would(found, unit)

    def _would(self, found: Changes, unit: str) -> str:
        """What the next build will do with a unit, and because of which changes. The ledger is read as it is
        now, whatever changed."""
        last = self._before.units[unit].fingerprint
        now = self._fingerprint(unit, found)
        if now is None:
            return "It would be taken away: there is nothing left to say in it."
        if now == last:
            return "It is as the last build left it: nothing that it is made of changed."
        otherwise = self._fingerprint(unit, Changes())
        blamed = [name for name, one in found.each() if self._fingerprint(unit, one) != otherwise]
        blamed += [str(self._content / _LEDGER)] if otherwise != last else []
        return f"It would be written: {', '.join(blamed or [name for name, _ in found.each()])} changed."

    def _fingerprint(self, name: str, changes: Changes) -> bytes | None:
        """The fingerprint that a unit would have, were these the only changes."""
        now = self._with_changes(changes)
        planner, _ = self._planner(now, lambda _: b"")
        last, groups = self._before.units[name], chain(planner.groups(), planner.articles())
        units = next(group.units() for group in groups if group.name == last.group)
        return next((unit.fingerprint(last.accessed_fields) for unit in units if unit.name == name), None)

    def _planner(self, now: SiteState, render: Render) -> tuple[Planner, LazyViews]:
        views = LazyViews(now, self._ledger(), self._cache.site, self._content)
        return Planner(now, views, CachedEntries(now, views), render), views

    def _with_changes(self, found: Changes) -> SiteState:
        """The site with other summaries."""
        before = self._before.summaries
        sources = {str(Path(path).relative_to(self._content)) for path in found.sources} - {_LEDGER}
        if strange := sources - before.keys():
            raise NeedsFullBuild(f"{min(strange)} changed, which is not an article")
        slugs = {summary.slug for summary in before.values()}
        if strays := found.comments - slugs:
            raise NeedsFullBuild(f"comments for “{min(strays)}”, which is not an article")
        changed = {
            name: self._summary(summary, name in sources)
            for name, summary in before.items()
            if name in sources or summary.slug in found.comments
        }
        return replace(self._before, summaries={**before, **changed})

    def _summary(self, summary: ArticleSummary, edited: bool) -> ArticleSummary:
        """As it is now; the same object if nothing about the article is another."""
        site, settings = self._before.site, self._before.settings
        cached = CachedArticle(self._cache.site, summary)
        try:
            length, slug = settings.address_length, summary.slug
            comments = read_comments(self._content, slug, summary.url, length, site.lang)
        except SiteError:
            raise NeedsFullBuild(f"something is wrong with the comments of “{summary.slug}”") from None
        view = article_view(site, self._edited(cached, summary.name) if edited else cached.view, comments)
        entries = Entries(site, UUID(settings.site_id), ZoneInfo(settings.zone))
        new, record = summed_up(summary.name, view, entries, lambda: cached.source, summary)
        if record:
            self._cache.site.add([(new.record, record)])
        return new

    def _edited(self, cached: CachedArticle, name: str) -> PackedView:
        from plugins.fastbuild import edits  # Markdown is needed for nothing else

        view = edits.edited(cached, self._content, name, self._before.settings, self._before.site.root)
        site = self._before.site
        known = PublishedSite(site.address, self._stamps[0], HostRules(), self._cache.output.text)
        edits.check_links(cached.view, view, known, self._content / name)
        return view

    def _ledger(self) -> LedgerView:
        path, lang = self._content / _LEDGER, self._before.site.lang
        try:
            return ledger_page.view(ledger_file.parse(path.read_bytes(), str(path)), lang)
        except FileNotFoundError:
            return ledger_page.view((), lang)
        except SiteError:
            raise NeedsFullBuild(f"something is wrong with {path}") from None

    def _changed(self, found: Changes, now: SiteState) -> set[str]:
        """What changed, by the names that `OutputGroup.dependencies` uses."""
        old, new = self._before.summaries, now.summaries
        changed = {name for name in new if new[name] is not old[name]}
        if any(new[name].of_comments != old[name].of_comments for name in changed):
            changed.add(COMMENTS)
        return changed | ({LEDGER} if str(self._content / _LEDGER) in found.sources else set())

    def _rendered(
        self, now: SiteState, changed: set[str], render: Render
    ) -> tuple[Built, dict[str, bytes], bytes]:
        """All units that changed, with their files: pages are made by another process, feeds and articles by
        this one. And what the intake is told."""
        planner, views = self._planner(now, render)
        last: dict[str, dict[str, BuiltUnit]] = {}
        for name, unit in now.units.items():
            last.setdefault(unit.group, {})[name] = unit

        def half(groups: Iterable[OutputGroup]) -> tuple[dict[str, Any], dict[str, bytes]]:
            built, files = dict[str, Any](), dict[str, bytes]()
            for group in groups:
                known = last.get(group.name, {})
                if changed.isdisjoint(group.dependencies) and known:
                    continue
                units = group.units()
                built.update(dict.fromkeys(known.keys() - {unit.name for unit in units}))
                for unit in units:
                    if not unit.is_fresh(known.get(unit.name)):
                        built[unit.name] = tuple(unit.build(files.__setitem__, views.accessed_fields))
            for path, data in tuple(files.items()):
                files.update(self._copies.of(path, data))
            return built, files

        pages = Future(partial(half, planner.pages()))
        built, files = half(chain(planner.feeds(), planner.articles()))
        intake = planner.intake().encode()
        of_pages, more_files = pages.result()
        units = {name: unit and BuiltUnit(*unit) for name, unit in {**built, **of_pages}.items()}
        return units, {**files, **more_files}, intake

    def _require_link_targets(self, now: SiteState, built: Built, files: Mapping[str, bytes]) -> None:
        """Require that no author links to a comment, or to another element, that is gone from an article's
        page. Raises NeedsFullBuild: a full build names the line."""
        output, lost = self._cache.output, set[str]()
        articles = (unit for name, unit in built.items() if unit and name.startswith("article "))
        for path in (path for unit in articles for path in unit.files if path.endswith(".html")):
            if (output.root / path).is_file():
                lost |= internal.ids(output.text(path)) - internal.ids(files[path].decode())
        if lost and (target := self._linked_id(now, lost)):
            raise NeedsFullBuild(f"somebody leads to #{target}, which is gone")

    def _linked_id(self, now: SiteState, ids: Iterable[str]) -> str:
        """One of these ids, if an author links to it, on whichever page; empty if nobody does."""
        forms = "|".join(re.escape(form) for one in ids for form in (one, quote(one)))
        link, cache = re.compile(f"#({forms})[\"']"), self._cache.site
        articles = (unpack(CachedArticle(cache, one).text["content"]) for one in now.summaries.values())
        pages = (page.content for page in now.pages.values())
        found = next(filter(None, map(link.search, chain(articles, pages))), None)
        return found[1] if found else ""

    def _write(self, texts: Mapping[str, bytes], built: Built) -> set[str]:
        """Returns the files that changed or went. A file whose bytes are the same is not touched."""
        before, output = self._before.units, self._cache.output
        was = {path for name in built.keys() & before.keys() for path in before[name].files}
        gone = was - texts.keys()
        gone |= {f"{path}{ending}" for path in (*gone, *texts) for ending in COPIES} - texts.keys()
        gone &= self._stamps[0].keys()
        changed = output.write(texts)
        output.remove(gone)
        return changed | gone
