"""What writes each format. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from plugins.common.feed_formats import ATOM, JSON, RSS, FeedFormat
from plugins.feeds import atom, json_feed, rss
from plugins.feeds.model import FeedDocument, Item


@dataclass(frozen=True, slots=True)
class FormatWriter:
    """`document`: the whole, in UTF-8; `entry`: of an article or a month of the ledger. `moved`: an entry as
    if it had been updated so much later, where that can be told of its text; where it cannot, it is written
    anew."""

    document: Callable[[FeedDocument], bytes]
    entry: Callable[[Item], bytes]
    moved: Callable[[bytes, timedelta], bytes] | None = None


def _unmoved(entry: bytes, _: timedelta) -> bytes:
    """RSS says when something was published, and nothing of its changes."""
    return entry


WRITERS: Mapping[FeedFormat, FormatWriter] = {
    ATOM: FormatWriter(atom.write, atom.of_item, atom.moved),
    RSS: FormatWriter(rss.write, rss.entry, _unmoved),
    JSON: FormatWriter(json_feed.write, json_feed.entry),
}


def written(feed_format: FeedFormat, item: Item, by: timedelta = timedelta()) -> bytes:
    """The entry of an item, as if it had been updated so much later."""
    return WRITERS[feed_format].entry(replace(item, updated=item.updated + by) if by else item)
