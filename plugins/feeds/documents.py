"""Splits a feed into documents: the newest entries, and archives of older ones. Pure.

RFC 5005: a document with all entries says that it is complete (§2); a longer feed links to archives (§4).
These are counted from the oldest entry, so that a full one never changes. Archives are Atom only. The feeds
of categories and tags have none, since the feed of all articles has them (docs/feeds.md).
"""

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import unquote

from plugins.common.feed_formats import FeedFormat
from plugins.feeds.compose import PublishedFeed
from plugins.feeds.entries import Entries
from plugins.feeds.formats import WRITERS
from plugins.feeds.model import Feed, FeedDocument, FeedItems


class PlannedDocument(NamedTuple):
    """A document to write. `path`: its address, relative to the site. `links`: relation and address of the
    other documents of the feed."""

    feed: Feed
    path: str
    feed_format: FeedFormat
    items: FeedItems[Any]
    links: tuple[tuple[str, str], ...]
    archive: bool
    complete: bool

    @property
    def file(self) -> str:
        """Its path in the output, where names are not percent-encoded."""
        return unquote(self.path)

    def write(self, entries: Entries, style: str) -> bytes:
        """The document in UTF-8. `style`: the address of the feeds' style sheet."""
        feed, archive = self.feed, self.archive
        document = FeedDocument(
            feed=feed,
            address=entries.address(self.path),
            style_address=style,
            items=self.items,
            updated=self.items.updated() if archive else feed.updated,
            gone=() if archive else feed.gone,
            complete=self.complete,
            archive=archive,
            links=tuple((relation, entries.address(path)) for relation, path in self.links),
        )
        return WRITERS[self.feed_format].document(document)


def documents(published: PublishedFeed) -> Iterator[PlannedDocument]:
    """The newest entries in every format, then the archives."""
    feed, size = published.feed, published.size
    archives = _archived(feed.items, size) if published.history else []
    for feed_format, path in published.paths.items():
        links, newest = _before(path, len(archives) * feed_format.archives), feed.items.part(0, size)
        complete = published.history and len(newest) == len(feed.items)
        yield PlannedDocument(feed, path, feed_format, newest, links, archive=False, complete=complete)
    for feed_format, path in published.paths.items():
        if feed_format.archives:
            for number, items in enumerate(archives, 1):
                links = (("current", path), *_before(path, number - 1), *_after(path, number, len(archives)))
                name = archive_path(path, number)
                yield PlannedDocument(feed, name, feed_format, items, links, archive=True, complete=False)


def archive_path(path: str, number: int) -> str:
    """`comments.atom.xml` → `comments.atom-1.xml`, counted from the oldest, so that names do not change."""
    return f"{path.removesuffix('.xml')}-{number}.xml"


def _archived(items: FeedItems[Any], size: int) -> list[FeedItems[Any]]:
    """The archives, oldest first, all of them full, of the entries that are not among the newest."""
    ends = (len(items) - number * size for number in range(max(0, ceil(len(items) / size) - 1)))
    return [items.part(end - size, end) for end in ends]


def _before(path: str, number: int) -> tuple[tuple[str, str], ...]:
    return (("prev-archive", archive_path(path, number)),) if number else ()


def _after(path: str, number: int, last: int) -> tuple[tuple[str, str], ...]:
    return (("next-archive", archive_path(path, number + 1)),) if number < last else ()
