"""The plan of a site: its units, each with a fingerprint of everything it depends on. Pure.

A unit with the fingerprint of the last build is not written again. Fingerprints are computed from summaries,
so a plan of thirty thousand files opens none of them. The fingerprint of a list covers only those fields of
its articles that its template read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from operator import attrgetter
from typing import Any
from uuid import UUID

from plugins.common.digests import canonical, digest
from plugins.common.feed_formats import FeedFormat
from plugins.discovery import sitemap
from plugins.discovery.sitemap import SitemapEntry
from plugins.fastbuild.lazy import LazyArticle, summary_of
from plugins.fastbuild.state import BuiltUnit, SiteState
from plugins.fastbuild.summaries import IN_SUMMARY, ArticleSummary, pack
from plugins.feeds import ledger
from plugins.feeds.compose import Composer, PublishedFeed, Sizes
from plugins.feeds.documents import PlannedDocument, documents
from plugins.feeds.entries import DatedComment, Entries
from plugins.moderation.core import known_site
from plugins.views.addresses import absolute
from plugins.views.model import ArticleView
from plugins.views.page_specs import PageSpec, RenderJob, ViewSource, is_index, render_jobs, taxonomies

Files = Iterator[tuple[str, bytes]]
Fields = Iterable[str]
Render = Callable[[RenderJob], bytes]
Compose = Callable[[Sequence[ArticleView]], PublishedFeed]
LEDGER, COMMENTS = "the ledger", "the comments"
"""What an output group may depend on beside articles."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is made in one step. `fingerprint` takes the fields that the template read (`BuiltUnit`); `make`
    yields paths and bytes; `first`: the first article on a page of a list."""

    name: str
    group: str
    fingerprint: Callable[[Fields], bytes]
    make: Callable[[], Files]
    first: str = ""

    def is_fresh(self, last: BuiltUnit | None) -> bool:
        """Whether the last build wrote it as this one would."""
        return last is not None and last.fingerprint == self.fingerprint(last.accessed_fields)

    def build(self, put: Callable[[str, bytes], object], accessed_fields: set[str]) -> BuiltUnit:
        """`put` takes each path and its bytes; views note in `accessed_fields` what is read of articles."""
        accessed_fields.clear()
        written = []
        for path, data in self.make():
            put(path, data)
            written.append(path)
        accessed = tuple(sorted(accessed_fields))
        return BuiltUnit(self.fingerprint(accessed), tuple(written), accessed, self.group)


@dataclass(frozen=True, slots=True)
class OutputGroup:
    """Units that are planned together. `dependencies`: what can change them: names of articles, `LEDGER`,
    `COMMENTS`."""

    name: str
    dependencies: tuple[str, ...]
    units: Callable[[], list[Unit]]


class Planner:
    """Plans one site. `entries`: of its feeds."""

    def __init__(self, state: SiteState, views: ViewSource, entries: Entries, render: Render) -> None:
        self._state, self._views, self._render, self._entries = state, views, render, entries
        settings, self._site = state.settings, state.site
        self._site_id, self._discussed = UUID(settings.site_id), frozenset(state.discussed)
        self._sizes = Sizes(settings.feed_items, settings.feed_comments, settings.feed_term_items)
        self._composer = Composer(self._site, self._site_id, entries, self._sizes)
        self._style = entries.address(self._site.feed_stylesheet)
        self._specs_of: dict[str, list[PageSpec]] = {name: [] for name in state.discussed}
        for spec in state.page_specs:
            if spec.kind == "article":
                self._specs_of.setdefault(spec.subject, []).append(spec)

    def names(self) -> list[str]:
        return sorted(self._specs_of)

    def articles(self) -> Iterator[OutputGroup]:
        for name in self.names():
            yield OutputGroup(f"article {name}", (name,), partial(self._alone, name))

    def _alone(self, name: str) -> list[Unit]:
        return [self.article(self._state.summaries[name])]

    def article(self, summary: ArticleSummary) -> Unit:
        """Its pages, and the feeds of its comments."""
        name = f"article {summary.name}"
        values = [summary.digests, summary.name in self._discussed]
        return Unit(name, name, lambda _: self._fingerprint(values), partial(self._of_article, summary.name))

    def groups(self) -> Iterator[OutputGroup]:
        """The groups of all outputs but articles."""
        yield from self.pages()
        yield from self.feeds()

    def pages(self) -> Iterator[OutputGroup]:
        """The groups of pages and lists."""
        for spec in self._state.page_specs:
            if spec.kind != "article":
                name = f"spec {spec.files[0]}"
                yield OutputGroup(name, (*(spec.articles or ()), LEDGER), partial(self._pages_of, name, spec))

    def feeds(self) -> Iterator[OutputGroup]:
        """The groups of the feeds, and that of the sitemap."""
        listed, composer = self._state.listed, self._composer
        yield self._feed("articles", listed, composer.all_articles, listed)
        yield self._feed("comments", (COMMENTS,), composer.all_comments, listed)
        for kind, terms in self._state.terms.items():
            for slug, (term, names) in terms.items():
                newest = names[: self._sizes.terms]
                yield self._feed(f"{kind} {slug}", newest, partial(composer.term, kind, term), newest)
        yield self._feed("ledger", (LEDGER,), self._of_ledger, listed[:1])
        unit = Unit("sitemap", "sitemap", self._sitemap_fingerprint, self._sitemap)
        yield OutputGroup("sitemap", listed, lambda: [unit])

    def intake(self) -> str:
        """The content of `intake.json`, which tells the intake of comments about the site."""
        summaries = [self._state.summaries[name] for name in self._state.discussed]
        settings = self._state.settings
        of_site = known_site.SiteSettings(settings.zone, settings.theme, settings.address_length)
        names = (name for summary in summaries for name in summary.commenters)
        lines = (summary.intake_line for summary in summaries)
        return known_site.dump_lines(self._site, of_site, lines, names, self._state.period)

    def _of_article(self, name: str) -> Files:
        for spec in self._specs_of.get(name, ()):
            yield from ((job.save_as, self._render(job)) for job in render_jobs(spec, self._views))
        if name in self._discussed:
            for published in self._composer.conversation(self._views.article(name)):
                for planned in documents(published):
                    yield planned.file, planned.write(self._entries, self._style)

    def _pages_of(self, group: str, spec: PageSpec) -> list[Unit]:
        subject = canonical(self._subject(spec))
        return [self._page(group, spec, index, subject) for index in range(len(spec.files))]

    def _page(self, group: str, spec: PageSpec, index: int, subject: bytes) -> Unit:
        def make() -> Files:
            yield from ((job.save_as, self._render(job)) for job in render_jobs(spec, self._views, [index]))

        fingerprint = partial(self._page_fingerprint, spec, index, subject)
        first = next(iter(_on_page(spec, index)), "")
        return Unit(f"page {spec.files[index]}", group, fingerprint, make, first)

    def _page_fingerprint(self, spec: PageSpec, index: int, subject: bytes, fields: Fields) -> bytes:
        summaries = map(self._state.summaries.__getitem__, _on_page(spec, index))
        of_articles = list(map(_shown(fields), summaries))
        place = [spec.template, spec.files[index], len(spec.files), spec.files[0], spec.kind, index]
        return self._fingerprint([*place, subject, of_articles])

    def _subject(self, spec: PageSpec) -> Any:
        views = self._views
        if spec.kind == "page":
            return pack(views.page(spec.subject))
        if spec.kind in self._state.terms:
            return pack(views.term(spec.kind, spec.subject))
        terms = [pack(term) for taxonomy in taxonomies(spec) for term in views.terms(taxonomy.name)]
        if spec.articles is not None and not spec.size:  # an overview
            return [spec.subject, terms, pack(views.ledger)]
        return terms if is_index(spec) else spec.subject

    def _feed(
        self, name: str, dependencies: tuple[str, ...], compose: Compose, articles: Sequence[str]
    ) -> OutputGroup:
        group = f"feed {name}"

        def units() -> list[Unit]:
            feed = compose([self._views.article(name) for name in articles])
            return [self._document(group, each) for each in documents(feed)]

        return OutputGroup(group, dependencies, units)

    def _of_ledger(self, newest: Sequence[ArticleView]) -> PublishedFeed:
        date = newest[0].date if newest else None
        of_site = self._site, self._site_id, self._entries
        return ledger.published(self._views.ledger, *of_site, self._sizes.articles, date)

    def _document(self, group: str, planned: PlannedDocument) -> Unit:
        def make() -> Files:
            yield planned.file, planned.write(self._entries, self._style)

        return Unit(f"feed {planned.path}", group, lambda _: self._document_fingerprint(planned), make)

    def _document_fingerprint(self, planned: PlannedDocument) -> bytes:
        feed, items = planned.feed, planned.items
        head = [planned.path, planned.feed_format.name, planned.archive, planned.links, planned.complete]
        head += [feed.title, feed.subtitle, feed.page_address]
        if not planned.archive:
            head += [feed.updated.isoformat(), [(one.id, one.when.isoformat()) for one in feed.gone]]
        entries = [_source(source, planned.feed_format) for source in items.sources]
        return self._fingerprint([*head, entries, list(items.shifts)])

    def _sitemap_fingerprint(self, _: Fields) -> bytes:
        return self._fingerprint([self._site.address, self._of_sitemap(), self._state.sitemap_entries])

    def _of_sitemap(self) -> list[tuple[str, str]]:
        return [(one.url, one.lastmod) for one in map(self._state.summaries.__getitem__, self._state.listed)]

    def _sitemap(self) -> Files:
        address = self._site.address
        of_articles = ((absolute(address, url), lastmod) for url, lastmod in self._of_sitemap())
        entries = starmap(SitemapEntry, [*of_articles, *self._state.sitemap_entries])
        yield from ((path, text.encode()) for path, text in sitemap.files(address, entries))

    def _fingerprint(self, value: Any) -> bytes:
        return digest(canonical([self._state.cache_key, value]))


def _on_page(spec: PageSpec, index: int) -> tuple[str, ...]:
    """The names of the articles on one page of a list; all, if the list has a single page."""
    names = spec.articles or ()
    return names[index * spec.size : (index + 1) * spec.size] if spec.size else names


def _shown(fields: Fields) -> Callable[[ArticleSummary], Any]:
    """Takes from a summary what a list shows of the article. `fields`: those that its template read."""
    return attrgetter("name", *sorted(fields)) if IN_SUMMARY.issuperset(fields) else attrgetter("digests")


def _source(source: Any, feed_format: FeedFormat) -> Any:
    """What the entry of a comment or of an article depends on."""
    if isinstance(source, DatedComment):
        return summary_of(source.article).dated[source.number - 1]
    if not isinstance(source, LazyArticle):
        return pack(source)
    summary = summary_of(source)
    return summary.digests if feed_format.counts_replies else summary.of_text
