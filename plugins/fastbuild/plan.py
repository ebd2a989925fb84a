"""What a site is written as, in units, each with the print of all that it depends on. Pure.

A unit whose print is the one of the last build need not be written. Prints are made of cards, so that
a plan of thirty thousand files is made without opening one of them. A template is a pure function of its
views; of lists the views are noted that their template asked for, and only those count.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from operator import attrgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.discovery import sitemap
from plugins.discovery.sitemap import SitemapEntry
from plugins.fastbuild import sealed, voices
from plugins.fastbuild.cards import Card
from plugins.fastbuild.catalogue import Catalogue, Printed
from plugins.fastbuild.known_entries import KnownEntries
from plugins.fastbuild.packing import pack
from plugins.fastbuild.records import Kept
from plugins.fastbuild.shelf import Listed, Shelf
from plugins.fastbuild.voices import Rows, Voices
from plugins.feeds import ledger
from plugins.feeds.compose import Composer, PublishedFeed, Sizes
from plugins.feeds.documents import PlannedDocument, documents
from plugins.moderation.core import known
from plugins.views.addresses import absolute
from plugins.views.model import ArticleView, TermView
from plugins.views.page_specs import PageSpec, RenderJob, is_index, render_jobs

Files = Iterator[tuple[str, bytes]]
Asked = Iterable[str]
Render = Callable[[RenderJob], bytes]
_CARD_OF = {
    "datetime": "date",
    "locale_date": "date",
    "locale_date_in_year": "date",
    "comments_feed": "url",
    "comments_rss": "url",
}
_LIGHT = {"title", "title_lang", "slug", "url", "date", "modified", "comments", "last_comment"}


@dataclass(frozen=True, slots=True)
class Unit:
    """`print` is given what its template asked for (`shelf.Listed`); `make` gives paths and bytes; `needs`,
    of a page of a list: what it shows, articles and `LEDGER`."""

    name: str
    print: Callable[[Asked], bytes]
    make: Callable[[], Files]
    needs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Units that are planned together. `needs`: the articles that can change them, `LEDGER`, `TALK`."""

    name: str
    needs: tuple[str, ...]
    units: Callable[[], list[Unit]]


LEDGER, TALK = "the ledger", "what was said"


class Planner:
    """Plans one site. `kept`: what is kept of an article beside its card; `said`: all comments of those
    listed, where somebody knows them."""

    def __init__(
        self,
        catalogue: Catalogue,
        shelf: Shelf,
        kept: Callable[[str], Kept],
        render: Render,
        said: Callable[[], Rows | None] = lambda: None,
    ) -> None:
        self._said = said
        self.rows: Rows | None = None
        facts, self._site = catalogue.facts, catalogue.site
        self._catalogue, self._shelf, self._render = catalogue, shelf, render
        self._made_by, self._talks = catalogue.made_by, frozenset(catalogue.talks)
        self._of: dict[str, list[PageSpec]] = {}
        for spec in catalogue.page_specs:
            if spec.kind == "article":
                self._of.setdefault(spec.subject, []).append(spec)
        self._site_id = UUID(facts.site_id)
        self.entries = KnownEntries(self._site, self._site_id, ZoneInfo(facts.zone), kept)
        self._sizes = Sizes(facts.feed_items, facts.feed_comments, facts.feed_term_items)
        self._composer = Composer(self._site, self._site_id, self.entries, self._sizes)
        self._style = self.entries.address(self._site.feed_stylesheet)

    def families(self) -> Iterator[Family]:
        """All but articles, which `article` gives one by one."""
        yield from self.pages()
        yield from self.feeds()

    def pages(self) -> Iterator[Family]:
        """Pages and lists."""
        for spec in self._catalogue.page_specs:
            if spec.kind != "article":
                needs = (*(spec.articles or ()), LEDGER)
                yield Family(f"spec {spec.files[0]}", needs, partial(self._jobs, spec))

    def feeds(self) -> Iterator[Family]:
        """Feeds, and the sitemap."""
        listed = self._catalogue.listed
        yield self._feed_family("articles", listed, self._of_articles)
        yield self._feed_family("comments", (TALK,), self._of_comments)
        for kind, terms in self._catalogue.terms.items():
            for slug, (term, names) in terms.items():
                newest = names[: self._sizes.terms]
                yield self._feed_family(f"{kind} {slug}", newest, partial(self._of_term, kind, term, newest))
        yield self._feed_family("ledger", (LEDGER,), self._of_ledger)
        yield Family("sitemap", listed, lambda: [Unit("sitemap", self._sitemap_print, self._sitemap)])

    def _jobs(self, spec: PageSpec) -> list[Unit]:
        return [self._job(spec, index) for index in range(len(spec.files))]

    def _feed_family(self, name: str, needs: tuple[str, ...], feed: Callable[[], PublishedFeed]) -> Family:
        return Family(
            f"feed {name}", needs, lambda: [self._document(planned) for planned in documents(feed())]
        )

    def article(self, name: str) -> Unit:
        """Its pages, and the feeds of its comments."""
        card = self._catalogue.cards[name]
        return Unit(
            f"article {name}",
            lambda _: article_print(self._made_by, card, name in self._talks),
            lambda: self._of_article(name),
        )

    def _of_article(self, name: str) -> Files:
        article = self._shelf.article(name)
        for spec in self._of.get(name, ()):
            yield from ((job.save_as, self._render(job)) for job in render_jobs(spec, self._shelf))
        if name in self._talks:
            for published in self._composer.conversation(article):
                for planned in documents(published):
                    yield planned.path, planned.write(self.entries, self._style)

    def _job(self, spec: PageSpec, index: int) -> Unit:
        def make() -> Files:
            for job in render_jobs(spec, self._shelf, [index]):
                yield job.save_as, self._render(job)

        needs = None if spec.articles is None else _on_page(spec, index)
        if needs is not None and not spec.size:  # an overview
            needs = (*needs, LEDGER)
        return Unit(
            f"page {spec.files[index]}", lambda asked: self._job_print(spec, index, asked), make, needs
        )

    def _job_print(self, spec: PageSpec, index: int, asked: Asked) -> bytes:
        cards = map(self._catalogue.cards.__getitem__, _on_page(spec, index))
        of_articles = list(map(_shown(asked), cards))
        place = [spec.template, spec.files[index], len(spec.files), spec.files[0], spec.kind, index]
        return self._print([*place, self._subject(spec), of_articles])

    def _subject(self, spec: PageSpec) -> Any:
        shelf = self._shelf
        if spec.kind == "page":
            return pack(shelf.page(spec.subject))
        if spec.kind in self._catalogue.terms:
            return pack(shelf.term(spec.kind, spec.subject))
        if spec.articles is not None and not spec.size:  # an overview
            terms = [pack(term) for kind in ("category", "tag") for term in shelf.terms(kind)]
            return [spec.subject, terms, pack(shelf.ledger)]
        if is_index(spec):
            return [pack(term) for term in shelf.terms("category")]
        return spec.subject

    def _articles(self, names: Sequence[str]) -> list[ArticleView]:
        return [self._shelf.article(name) for name in names]

    def _of_articles(self) -> PublishedFeed:
        return self._composer.all_articles(self._articles(self._catalogue.listed))

    def _of_comments(self) -> PublishedFeed:
        names = self._catalogue.listed
        self.rows = self._said() or voices.of([self._catalogue.cards[name] for name in names])
        said, gone = Voices(self.rows, lambda place: self._shelf.article(names[place])).apart()
        newest = self._shelf.article(names[0]) if names else None
        return self._composer.all_comments(said, said.stamps(), gone, newest)

    def _of_term(self, kind: str, term: TermView, names: Sequence[str]) -> PublishedFeed:
        return self._composer.term(kind, term, self._articles(names))

    def _of_ledger(self) -> PublishedFeed:
        newest = self._articles(self._catalogue.listed[:1])
        date, size = newest[0].date if newest else None, self._sizes.articles
        return ledger.published(self._shelf.ledger, self._site, self._site_id, self.entries, size, date)

    def _document(self, planned: PlannedDocument) -> Unit:
        def make() -> Files:
            yield planned.path, planned.write(self.entries, self._style)

        return Unit(f"feed {planned.path}", lambda _: self._document_print(planned), make)

    def _document_print(self, planned: PlannedDocument) -> bytes:
        feed, items = planned.feed, planned.items
        head = [planned.path, planned.form, planned.archive, planned.links, planned.complete]
        head += [feed.title, feed.subtitle, feed.page_address]
        if not planned.archive:
            head += [feed.updated.isoformat(), [(one.id, one.when.isoformat()) for one in feed.gone]]
        sources, form = items.sources, planned.form
        if isinstance(sources, Voices):
            said: Any = sources.digest()
        else:
            said = [_source(source, form) for source in sources]
        return self._print([*head, said, list(items.shifts)])

    def _places(self) -> list[tuple[str, str]]:
        address, cards = self._site.address, self._catalogue.cards
        of_articles = ((absolute(address, cards[n].url), cards[n].changed) for n in self._catalogue.listed)
        return [*of_articles, *self._catalogue.places]

    def _sitemap_print(self, _: Asked) -> bytes:
        cards = map(self._catalogue.cards.__getitem__, self._catalogue.listed)
        of_articles = list(map(attrgetter("url", "changed"), cards))
        return self._print([self._site.address, of_articles, self._catalogue.places])

    def _sitemap(self) -> Files:
        places = starmap(SitemapEntry, self._places())
        yield from ((path, text.encode()) for path, text in sitemap.files(self._site.address, places))

    def intake(self) -> str:
        """What the intake of comments is told: for a file beside the output."""
        cards = [self._catalogue.cards[name] for name in self._catalogue.talks]
        lines, names = (card.heard for card in cards), (name for card in cards for name in card.names)
        facts = self._catalogue.facts
        told = known.SiteSettings(facts.zone, facts.theme, facts.shown)
        return known.dump_lines(self._site, told, lines, names)

    def _print(self, value: Any) -> bytes:
        return sealed.digest(sealed.canonical([self._made_by, value]))


def _on_page(spec: PageSpec, index: int) -> tuple[str, ...]:
    """The articles on one page of a list, or on all of it."""
    names = spec.articles or ()
    return names[index * spec.size : (index + 1) * spec.size] if spec.size else names


def _shown(asked: Asked) -> Callable[[Card], Any]:
    """What a list shows of an article, of which its template asked for this."""
    columns = {_CARD_OF.get(name, name) for name in asked}
    return attrgetter("name", *sorted(columns)) if columns <= _LIGHT else attrgetter("digest")


def shows_the_same(asked: Asked, was: Card, now: Card) -> bool:
    shown = _shown(asked)
    return bool(shown(was) == shown(now))


def article_print(made_by: str, card: Card, talks: bool) -> bytes:
    """Of an article's pages, and of the feeds of its comments if it `talks`."""
    return sealed.digest(sealed.canonical([made_by, card.digest, talks]))


def _source(source: Any, form: str) -> Any:
    """JSON Feed says nothing of an article's comments."""
    if not isinstance(source, Listed):
        return pack(source)
    return source.card.of_text if form == "json" else source.card.digest


def is_fresh(unit: Unit, printed: Mapping[str, Printed]) -> bool:
    """Whether the last build wrote it as this one would."""
    last = printed.get(unit.name)
    return last is not None and last.print == unit.print(last.asked)
