"""The feed of the moderation ledger: an entry a month, which grows while the month lasts. Pure."""

from datetime import timedelta
from uuid import UUID

from plugins.common.feed_formats import LEDGER, FeedFormat
from plugins.common.html import trusted_html
from plugins.common.when import When
from plugins.feeds import ids, instants
from plugins.feeds.compose import PublishedFeed
from plugins.feeds.entries import Entries
from plugins.feeds.formats import written
from plugins.feeds.model import EntryWriter, Feed, FeedItems, Item
from plugins.views.model import LedgerView, MonthView, SiteView

_NBSP = "\u00a0"


def published(
    ledger: LedgerView, site: SiteView, site_id: UUID, entries: Entries, size: int, as_old_as: When | None
) -> PublishedFeed:
    """`size`: months in one document. `as_old_as`: the newest article, for a ledger without a month."""

    def write(form: FeedFormat, month: MonthView, by: int) -> bytes:
        item = _item(month, site, site_id, entries)
        return written(form, item, timedelta(microseconds=by))

    months = ledger.months
    writer = EntryWriter(write, lambda month: entries.at(month.last))
    items = FeedItems(months, [instants.stamp(entries.at(month.last)) for month in months], writer)
    feed = Feed(
        id=ids.of_feed(site_id, "moderation"),
        title=f"{site.name} – modération",
        subtitle="Combien de commentaires arrivent, paraissent et sont refusés, mois par mois",
        lang=site.lang,
        author=site.name,
        page_address=entries.address(site.ledger),
        updated=items.updated_unmoved() if months else entries.at(as_old_as),
        items=items,
    )
    return PublishedFeed(feed, dict(LEDGER.paths()), size)


def _item(month: MonthView, site: SiteView, site_id: UUID, entries: Entries) -> Item:
    told, name = _told(month), month.month.isoformat()
    return Item(
        id=ids.of_month(site_id, name),
        title=f"Modération, {month.name}",
        title_lang=None,
        address=entries.address(f"{site.ledger}#m{name}"),
        author=site.name,
        date=month.month,
        published=entries.at(month.month),
        updated=entries.at(month.last),
        summary=told,
        content_html=trusted_html(f"<p>{told}</p>"),
        lang=site.lang,
    )


def _told(month: MonthView) -> str:
    """The line of the page, as a sentence."""
    parts = [
        f"{month.received}{_NBSP}{_agreed(month.received, 'commentaire reçu', 'commentaires reçus')}",
        f"{month.published}{_NBSP}{_agreed(month.published, 'publié', 'publiés')}",
        f"{month.by_rule}{_NBSP}{_agreed(month.by_rule, 'refusé', 'refusés')} par une règle",
        f"{month.by_hand}{_NBSP}{_agreed(month.by_hand, 'refusé', 'refusés')} par une personne",
    ]
    waited = f". Délai médian avant publication{_NBSP}: {month.delay}" if month.delay else ""
    return f"{', '.join(parts)}{waited}."


def _agreed(count: int, one: str, many: str) -> str:
    """French takes nought and one together."""
    return one if count < 2 else many
