"""Pelican hook that writes the feeds."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.common import errors
from plugins.common.settings import setting
from plugins.common.site_settings import location_of
from plugins.common.taxonomies import TAXONOMIES
from plugins.feeds import ids, ledger
from plugins.feeds.compose import Composer, PublishedFeed, Sizes
from plugins.feeds.documents import documents
from plugins.feeds.entries import Entries
from plugins.views.model import LedgerView

_SIZES = ("ITEMS", "COMMENTS", "TERM_ITEMS")


def check(generator: ArticlesGenerator) -> None:
    settings, location = generator.settings, location_of(generator.settings, "SITE_ID")
    errors.report(generator.context, ids.problems(setting(settings, "SITE_ID"), location))
    errors.note(generator.context, ids.borrowed(setting(settings, "SITE_ID"), settings["SITEURL"], location))


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Runs after the articles' generator, whose views it reads."""

    def generate_output(self, _: Any) -> None:  # the writer of pages; feeds need none
        if "page_specs" in self.context:  # `plugins.fastbuild` writes them
            return
        site, site_id = self.context["view_factory"].site, UUID(setting(self.settings, "SITE_ID"))
        entries = Entries(site, site_id, ZoneInfo(setting(self.settings, "TIMEZONE")))
        sizes = Sizes(*(setting(self.settings, f"FEED_{what}") for what in _SIZES))
        style = entries.address(site.feed_stylesheet)
        months = self.context.get("ledger", LedgerView())
        newest = next(iter(self.context["view_factory"].articles(self.context["articles"][:1])), None)
        as_old_as = newest.date if newest else None
        of_ledger = ledger.published(months, site, site_id, entries, sizes.articles, as_old_as)
        for published in chain(self._feeds(Composer(site, site_id, entries, sizes)), [of_ledger]):
            for planned in documents(published):
                path = Path(self.output_path, planned.file)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(planned.write(entries, style))

    def _feeds(self, composer: Composer) -> Iterator[PublishedFeed]:
        factory, context = self.context["view_factory"], self.context
        listed = factory.articles(context["articles"])
        yield from composer.site(listed)
        for taxonomy in TAXONOMIES:
            for term, articles in taxonomy.listed(context):
                view = factory.term(taxonomy.name, term.slug)
                yield composer.term(taxonomy.name, view, factory.articles(articles))
        drafts = [draft for draft in context["drafts"] if draft.save_as]  # without a page, no feed of it
        for article in (*listed, *factory.articles([*context["hidden_articles"], *drafts])):
            yield from composer.conversation(article)


def register() -> None:
    signals.article_generator_finalized.connect(check)
    signals.get_generators.connect(lambda _: FeedGenerator, weak=False)
