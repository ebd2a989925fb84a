"""The functions that write each feed format. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from plugins.common.feed_formats import ATOM, JSON, RSS, FeedFormat
from plugins.feeds import atom, json_feed, rss
from plugins.feeds.model import FeedDocument, Item


@dataclass(frozen=True, slots=True)
class FormatWriter:
    """`document`: writes a document in UTF-8. `entry`: writes the entry of an article or a month of the
    ledger.
    `moved`: sets a later date of update in the text of an entry; None if the entry has to be written again
    instead."""

    document: Callable[[FeedDocument], bytes]
    entry: Callable[[Item], bytes]
    moved: Callable[[bytes, timedelta], bytes] | None = None


def _unmoved(entry: bytes, _: timedelta) -> bytes:
    """RSS has the date of publication, but none of updates."""
    return entry


WRITERS: Mapping[FeedFormat, FormatWriter] = {
    ATOM: FormatWriter(atom.write, atom.of_item, atom.moved),
    RSS: FormatWriter(rss.write, rss.entry, _unmoved),
    JSON: FormatWriter(json_feed.write, json_feed.entry),
}


def written(feed_format: FeedFormat, item: Item, by: timedelta = timedelta()) -> bytes:
    """The entry of an item. `by`: the time to add to its date of update."""
    return WRITERS[feed_format].entry(replace(item, updated=item.updated + by) if by else item)
