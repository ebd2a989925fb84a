"""The feed of the moderation ledger: an entry a month, which grows while the month lasts. Pure."""

from datetime import timedelta
from uuid import UUID

from plugins.common import translations
from plugins.common.feed_formats import LEDGER, FeedFormat
from plugins.common.html import trusted_html
from plugins.common.translations import Translations
from plugins.common.when import When, microseconds
from plugins.feeds import ids
from plugins.feeds.compose import PublishedFeed
from plugins.feeds.entries import Entries
from plugins.feeds.formats import written
from plugins.feeds.model import EntryWriter, Feed, FeedItems, Item
from plugins.views.model import LedgerView, MonthView, SiteView


def published(
    ledger: LedgerView, site: SiteView, site_id: UUID, entries: Entries, size: int, as_old_as: When | None
) -> PublishedFeed:
    """`size`: months in one document. `as_old_as`: the newest article, for a ledger without a month."""

    def write(feed_format: FeedFormat, month: MonthView, by: int) -> bytes:
        item = _item(month, site, site_id, entries)
        return written(feed_format, item, timedelta(microseconds=by))

    _ = translations.of(site.lang).gettext
    months = ledger.months
    writer = EntryWriter(write, lambda month: entries.at(month.last))
    items = FeedItems(months, [microseconds(entries.at(month.last)) for month in months], writer)
    feed = Feed(
        id=ids.of_feed(site_id, "moderation"),
        title=_("%(site)s – modération") % {"site": site.name},
        subtitle=_("Combien de commentaires arrivent, paraissent et sont refusés, mois par mois"),
        lang=site.lang,
        author=site.name,
        page_address=entries.address(site.ledger),
        updated=items.updated_unmoved() if months else entries.at(as_old_as),
        items=items,
    )
    return PublishedFeed(feed, dict(LEDGER.paths()), size)


def _item(month: MonthView, site: SiteView, site_id: UUID, entries: Entries) -> Item:
    words = translations.of(site.lang)
    told, name = _told(month, words), month.month.isoformat()
    return Item(
        id=ids.of_month(site_id, name),
        title=words.gettext("Modération, %(month)s") % {"month": month.name},
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


def _told(month: MonthView, words: Translations) -> str:
    """The line of the page, as a sentence."""
    ngettext, by_rule, by_hand = words.ngettext, month.by_rule, month.by_hand
    counted = (
        ngettext("%(n)s\u00a0commentaire reçu", "%(n)s\u00a0commentaires reçus", month.received)
        % {"n": month.received},
        ngettext("%(n)s\u00a0publié", "%(n)s\u00a0publiés", month.published) % {"n": month.published},
        ngettext("%(n)s\u00a0refusé par une règle", "%(n)s\u00a0refusés par une règle", by_rule)
        % {"n": by_rule},
        ngettext("%(n)s\u00a0refusé par une personne", "%(n)s\u00a0refusés par une personne", by_hand)
        % {"n": by_hand},
    )
    if not month.delay:
        return f"{', '.join(counted)}."
    waited = words.gettext("Délai médian avant publication\u00a0: %(delay)s") % {"delay": month.delay}
    return f"{', '.join(counted)}. {waited}."
