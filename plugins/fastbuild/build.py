"""The whole site, through Pelican: what is the same as the last time is not rendered.

Two rounds, each on all cores. The first dresses every article, writes the changed ones with the feeds of
their comments, and makes cards; the second knows all cards and writes lists, feeds and the sitemap.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.fastbuild import cards, outputs, pool, progress, records
from plugins.fastbuild.binder import Binder, Part, bound
from plugins.fastbuild.cards import Card
from plugins.fastbuild.catalogue import Catalogue, Printed
from plugins.fastbuild.drawer import Place
from plugins.fastbuild.plan import Planner, Render, Unit, article_print, is_fresh
from plugins.fastbuild.records import Kept
from plugins.fastbuild.shelf import Shelf, read_talk
from plugins.feeds.compose import Composer, Sizes
from plugins.feeds.documents import documents
from plugins.feeds.entries import Entries
from plugins.staging.copies import OutputFolder
from plugins.views.model import ArticleView
from plugins.views.page_specs import PageSpec, render_jobs
from plugins.views.view_factory import ViewFactory

_ARTICLES_AT_ONCE, _UNITS_AT_ONCE = 50, 40


@dataclass(frozen=True, slots=True)
class Last:
    """The last build, as far as its files are still there."""

    cards: Mapping[str, Card]
    printed: Mapping[str, Printed]


class FirstRound:
    """Articles. `source` gives of Pelican's article and its HTML what `edits` will need."""

    def __init__(
        self,
        catalogue: Catalogue,
        factory: ViewFactory,
        last: Last,
        drawer: Binder,
        render: Render,
        source: Callable[[Any, str], Any],
    ) -> None:
        facts = catalogue.facts
        self._catalogue, self._factory, self._last = catalogue, factory, last
        self._drawer, self._render, self._zone = drawer, render, ZoneInfo(facts.zone)
        self._source = source
        self._talks = frozenset(catalogue.talks)
        self._specs: dict[str, list[PageSpec]] = {name: [] for name in catalogue.talks}
        for spec in catalogue.page_specs:
            if spec.kind == "article":
                self._specs.setdefault(spec.subject, []).append(spec)

    def run(self, out: OutputFolder) -> tuple[dict[str, Card], dict[str, Printed], set[str]]:
        """Cards and prints of all articles, and the names of the units that are as they were."""
        known: dict[str, Card] = {}
        printed: dict[str, Printed] = {}
        fresh: set[str] = set()
        shares = pool.shares(sorted(self._specs), _ARTICLES_AT_ONCE)
        done = pool.each(lambda share: self._share(share, out), shares)
        for results, places in progress.shown(done, len(shares), "Articles"):
            self._drawer.adopt(places)
            for card, unit, print_, written in results:
                known[card[0]] = Card(*card)
                printed[unit] = self._last.printed[unit] if written is None else Printed(print_, written)
                if written is None:
                    fresh.add(unit)
        return known, printed, fresh

    def _share(self, names: Sequence[str], out: OutputFolder) -> tuple[list[Any], dict[str, Place]]:
        facts, site = self._catalogue.facts, self._catalogue.site
        entries = Entries(site, UUID(facts.site_id), self._zone)
        sizes = Sizes(facts.feed_items, facts.feed_comments, facts.feed_term_items)
        composer = Composer(site, UUID(facts.site_id), entries, sizes)
        results, records = [], {}
        for name in names:
            view = self._factory.once(name)
            card, record = self._card(name, view, entries)
            if record is not None:
                records[name] = bound(record)
            unit = f"article {name}"
            print_ = article_print(self._catalogue.made_by, card, name in self._talks)
            last = self._last.printed.get(unit)
            written = None
            if last is None or last.print != print_:
                written = self._write(name, view, composer, entries, out)
            results.append((tuple(card), unit, print_, written))
        return results, self._drawer.put_all(records)

    def _card(self, name: str, view: ArticleView, entries: Entries) -> tuple[Card, tuple[Part, ...] | None]:
        """The card, and what else is to be kept; of an article that is as it was, that is kept already."""
        parts = records.of_view(view)
        digests = cards.digests(view, parts)
        last = self._last.cards.get(name)
        same = last is not None and (last.of_text, last.of_talk) == digests
        if last is not None and same and self._drawer.is_whole(name):
            return last, None
        written = records.written(view, entries)
        source = self._source(self._factory.source(name), str(view.content))
        card = cards.card(name, view, digests, written, entries, self._zone)
        return card, records.of_article(parts, written, source)

    def _write(
        self, name: str, view: ArticleView, composer: Composer, entries: Entries, out: OutputFolder
    ) -> tuple[str, ...]:
        written = []
        shelf = _One(self._factory, view)
        for spec in self._specs[name]:
            for job in render_jobs(spec, shelf):
                out.put(job.save_as, self._render(job))
                written.append(job.save_as)
        if name in self._talks:
            style = entries.address(self._catalogue.site.feed_stylesheet)
            for published in composer.conversation(view):
                for planned in documents(published):
                    out.put(planned.path, planned.write(entries, style))
                    written.append(planned.path)
        return tuple(written)


class _One:
    """A shelf with one article on it."""

    def __init__(self, factory: ViewFactory, view: ArticleView) -> None:
        self._factory, self._view = factory, view
        self.site, self.ledger = factory.site, factory.ledger
        self.page, self.term, self.terms = factory.page, factory.term, factory.terms

    def article(self, name: str) -> ArticleView:
        return self._view


def shelf_of(catalogue: Catalogue, dresser_ledger: Any, kept: Callable[[str], Kept], comments: Path) -> Shelf:
    """The views of a catalogue; comments are read below `comments`."""
    return Shelf(
        site=catalogue.site,
        ledger=dresser_ledger,
        cards=catalogue.cards,
        terms={
            kind: {slug: term for slug, (term, _) in terms.items()} for kind, terms in catalogue.terms.items()
        },
        pages=catalogue.pages,
        kept=kept,
        talk=lambda card: read_talk(card, comments, catalogue.facts.shown),
    )


class SecondRound:
    """All but articles."""

    def __init__(self, planner: Planner, shelf: Shelf, last: Last) -> None:
        self._planner, self._shelf, self._last = planner, shelf, last

    def run(self, out: OutputFolder) -> tuple[dict[str, Printed], set[str], dict[str, tuple[str, ...]]]:
        """As `FirstRound.run`; families instead of cards."""
        families = [(family.name, family.units()) for family in self._planner.families()]
        units = [unit for _, members in families for unit in members]
        stale = [unit for unit in units if not is_fresh(unit, self._last.printed)]
        printed = {
            unit.name: self._last.printed[unit.name] for unit in units if unit.name in self._last.printed
        }
        shares = pool.shares(stale, _UNITS_AT_ONCE)
        done = pool.each(lambda share: self._share(share, out), shares)
        for results in progress.shown(done, len(shares), "Lists and feeds"):
            printed.update((name, Printed(print_, files, asked)) for name, print_, files, asked in results)
        named = {name: tuple(unit.name for unit in members) for name, members in families}
        return printed, set(printed) - {unit.name for unit in stale}, named

    def _share(self, units: Iterable[Unit], out: OutputFolder) -> list[Any]:
        results = []
        for unit in units:
            self._shelf.asked.clear()
            written = []
            for path, data in unit.make():
                out.put(path, data)
                written.append(path)
            asked = tuple(sorted(self._shelf.asked))
            results.append((unit.name, unit.print(asked), tuple(written), asked))
        return results


def kept_of(drawer: Binder) -> Callable[[str], Kept]:
    """What is kept of an article."""
    return partial(Kept, drawer)


def still_there(last: Catalogue, bad: Iterable[str]) -> Last:
    """Without the units of which a file, or its smaller copy, is missing or was changed by somebody else."""
    gone = set(map(outputs.original, bad))
    if not gone:
        return Last(last.cards, last.printed)
    printed = {name: unit for name, unit in last.printed.items() if gone.isdisjoint(unit.files)}
    return Last(last.cards, printed)
