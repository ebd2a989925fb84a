"""What a feed says, whatever the format it is written in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from plugins.common.when import When
from plugins.feeds import instants

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an entry answers: the id of that entry, and where a person reads it (RFC 4685 §3)."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Where the answers to an entry are (RFC 4685 §4); no `rss_address`: that feed is Atom only."""

    address: str
    atom_address: str
    rss_address: str | None
    count: int
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `date` is what is known of it; `published` and `updated` are full moments, for formats that
    demand them (`instants`)."""

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
    answered: Answered | None = None
    replies: Replies | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was taken back (RFC 6721): readers that keep a copy are told to drop it."""

    id: str
    when: datetime


class Items(Generic[Source]):
    """The entries of a feed in order, each made when somebody looks at it: a feed of thousands is written in
    documents of fifty, and most of those stay as they were.

    What `make` makes of `sources`, newest first. `stamps`: when each was updated, as a number; `shifts`: by
    how many microseconds it is moved so that no two share a moment. `kept`: what is written already, of a
    source in a format.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        stamps: Sequence[int],
        make: Callable[[Source], Item],
        shifts: Sequence[int] | None = None,
        kept: Callable[[str, Source], str | None] | None = None,
    ) -> None:
        self.sources, self.stamps, self._make, self._kept = sources, stamps, make, kept
        self.shifts = instants.shifts(stamps) if shifts is None else shifts

    def __len__(self) -> int:
        return len(self.sources)

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, range(len(self.sources)))

    def part(self, start: int, end: int) -> "Items[Source]":
        """The entries from `start` to before `end`, moved as in the whole."""
        shifts = self.shifts[start:end]
        return Items(self.sources[start:end], self.stamps[start:end], self._make, shifts, self._kept)

    def texts(self, form: str, write: Callable[[Item], str]) -> Iterator[str]:
        """Each entry as `write` writes it in the format `form`."""
        for index, source in enumerate(self.sources):
            text = self._kept(form, source) if self._kept and not self.shifts[index] else None
            yield write(self._item(index)) if text is None else text

    def newest(self) -> Item:
        """The entry that was updated last; the first of several."""
        moments = [stamp + shift for stamp, shift in zip(self.stamps, self.shifts, strict=True)]
        return self._item(moments.index(max(moments)))

    def newest_unmoved(self) -> Item:
        return self._make(self.sources[self.stamps.index(max(self.stamps))])

    def _item(self, index: int) -> Item:
        item = self._make(self.sources[index])
        if not self.shifts[index]:
            return item
        return replace(item, updated=item.updated + timedelta(microseconds=self.shifts[index]))


@dataclass(frozen=True, slots=True)
class Feed:
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
    items: Items[Any]
    gone: Sequence[Gone] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A feed, or a part of it, as it stands at one address. `links`: relation and address of other parts."""

    feed: Feed
    address: str
    style_address: str
    items: Items[Any]
    updated: datetime
    gone: Sequence[Gone] = ()
    complete: bool = False
    archive: bool = False
    links: tuple[tuple[str, str], ...] = ()
