"""The contents of feeds, independent of their format."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from markupsafe import Markup

from plugins.common.feed_formats import FeedFormat
from plugins.common.when import When
from plugins.feeds import instants

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Replies:
    """The link to the answers to an entry (RFC 4685 §4): a page, and an Atom feed."""

    address: str
    feed_address: str
    count: int
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry. `length`: in bytes."""

    address: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a month of the ledger. `date`, `modified`: as precise as known. `published`, `updated`:
    full moments, for formats that require them (`instants`)."""

    id: str
    title: str
    title_lang: str | None
    address: str
    author: str
    date: When
    published: datetime
    updated: datetime
    summary: str
    content_html: Markup
    lang: str
    categories: tuple[str, ...] = ()
    replies: Replies | None = None
    modified: When | None = None
    enclosures: tuple[Enclosure, ...] = ()


class AtomEntry(NamedTuple):
    """One entry of an Atom feed, with its texts escaped for XML.

    `title`, `summary`: as returned by `atom.construct`. `summary`: "" if there is content (RFC 4287 §4.1.2).
    `published`: as in RFC 3339; "" if the time is not known, or the same as `updated`.
    `lang`: "" for the language of the feed.
    `in_reply_to`: the id of the entry that it answers (RFC 4685 §3).
    """

    id: str
    title: str
    address: str
    author: str
    published: str
    updated: str
    content: str
    summary: str = ""
    lang: str = ""
    title_lang: str = ""
    categories: Sequence[str] = ()
    in_reply_to: str = ""
    replies: Replies | None = None
    enclosures: Sequence[Enclosure] = ()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A withdrawn entry (RFC 6721): it tells feed readers to delete their copy."""

    id: str
    when: datetime


@dataclass(frozen=True, slots=True)
class EntryWriter(Generic[Source]):
    """Makes entries of their sources. `write`: the entry in a format, with a number of microseconds added to
    its date of update. `updated`: when it was last updated."""

    write: Callable[[FeedFormat, Source, int], bytes]
    updated: Callable[[Source], datetime]


class FeedItems(Generic[Source]):
    """The entries of a feed, written on demand: a feed of thousands has documents of fifty, most of which
    have not changed since the last build.

    `sources`: newest first; `writer` makes their entries. `stamps`: when each was last updated, in
    microseconds.
    `shifts`: the microseconds added to each stamp so that no two are equal.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        stamps: Sequence[int],
        writer: EntryWriter[Source],
        shifts: Sequence[int] | None = None,
    ) -> None:
        self.sources, self.stamps, self._writer = sources, stamps, writer
        self.shifts = instants.shifts(stamps) if shifts is None else shifts

    def __len__(self) -> int:
        return len(self.sources)

    def part(self, start: int, end: int) -> "FeedItems[Source]":
        """The entries from `start` to before `end`, with the same shifts."""
        return FeedItems(
            self.sources[start:end], self.stamps[start:end], self._writer, self.shifts[start:end]
        )

    def texts(self, feed_format: FeedFormat) -> Iterator[bytes]:
        """All entries in one format."""
        return map(partial(self._writer.write, feed_format), self.sources, self.shifts)

    def updated(self) -> datetime:
        """The last update of all entries, including shifts."""
        moments = [stamp + shift for stamp, shift in zip(self.stamps, self.shifts, strict=True)]
        newest = moments.index(max(moments))
        return self._writer.updated(self.sources[newest]) + timedelta(microseconds=self.shifts[newest])

    def updated_unmoved(self) -> datetime:
        return self._writer.updated(self.sources[self.stamps.index(max(self.stamps))])


class Feed(NamedTuple):
    """A feed with all of its items, newest first, and its withdrawn entries.

    `updated` is that of the newest item or, if the feed is empty, of its subject; never the present time.
    """

    id: str
    title: str
    subtitle: str
    lang: str
    author: str
    page_address: str
    updated: datetime
    items: FeedItems[Any]
    gone: Sequence[Tombstone] = ()


class FeedDocument(NamedTuple):
    """A feed or a part of it, at one address. `links`: relation and address of the other parts."""

    feed: Feed
    address: str
    style_address: str
    items: FeedItems[Any]
    updated: datetime
    gone: Sequence[Tombstone] = ()
    complete: bool = False
    archive: bool = False
    links: tuple[tuple[str, str], ...] = ()
