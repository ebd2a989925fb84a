"""What a feed says, whatever the format it is written in."""

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
    """Where the answers to an entry are (RFC 4685 §4): a page, and a feed, which is Atom."""

    address: str
    feed_address: str
    count: int
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be fetched with an entry; `length`: in bytes."""

    address: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class Item:
    """What there is to say of an article or a month of the ledger. `date` is what is known of it; `published`
    and `updated` are full moments, for formats that demand them (`instants`); `modified`, what is known of a
    change."""

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
    """One entry as Atom writes it, its texts ready for XML (`xml`): `title` and `summary` as `atom.construct`
    declares them. `published`: RFC 3339, empty where the hour is not known, or `updated` says it; that is
    always there. `summary`: empty where the content says all (RFC 4287 §4.1.2); `lang`: empty for the feed's;
    `in_reply_to`: the id of the entry that it answers (RFC 4685 §3)."""

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
    """An entry that was taken back (RFC 6721): readers that keep a copy are told to drop it."""

    id: str
    when: datetime


@dataclass(frozen=True, slots=True)
class EntryWriter(Generic[Source]):
    """How an entry is made of its source. `write`: in a format, as if it had been updated so many
    microseconds later; `updated`: when it was."""

    write: Callable[[FeedFormat, Source, int], bytes]
    updated: Callable[[Source], datetime]


class FeedItems(Generic[Source]):
    """The entries of a feed in order, each written when somebody asks: a feed of thousands is written in
    documents of fifty, and most of those stay as they were.

    What `writer` writes of `sources`, newest first. `stamps`: when each was updated, as a number; `shifts`:
    by how many microseconds it is moved so that no two share a moment.
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
        """The entries from `start` to before `end`, moved as in the whole."""
        return FeedItems(
            self.sources[start:end], self.stamps[start:end], self._writer, self.shifts[start:end]
        )

    def texts(self, feed_format: FeedFormat) -> Iterator[bytes]:
        """Each entry in the format `feed_format`."""
        return map(partial(self._writer.write, feed_format), self.sources, self.shifts)

    def updated(self) -> datetime:
        """When the entry was, that was updated last."""
        moments = [stamp + shift for stamp, shift in zip(self.stamps, self.shifts, strict=True)]
        newest = moments.index(max(moments))
        return self._writer.updated(self.sources[newest]) + timedelta(microseconds=self.shifts[newest])

    def updated_unmoved(self) -> datetime:
        return self._writer.updated(self.sources[self.stamps.index(max(self.stamps))])


class Feed(NamedTuple):
    """All there is to say on one subject: `items`, newest first, and those that are gone.

    `updated` is the newest item's or, of an empty feed, its subject's; never the present time.
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
    """A feed, or a part of it, as it stands at one address. `links`: relation and address of other parts."""

    feed: Feed
    address: str
    style_address: str
    items: FeedItems[Any]
    updated: datetime
    gone: Sequence[Tombstone] = ()
    complete: bool = False
    archive: bool = False
    links: tuple[tuple[str, str], ...] = ()
