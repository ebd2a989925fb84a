"""What a feed says, whatever the format it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from plugins.common.when import When


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
    items: Sequence[Item]
    gone: Sequence[Gone] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A feed, or a part of it, as it stands at one address. `links`: relation and address of other parts."""

    feed: Feed
    address: str
    style_address: str
    items: Sequence[Item]
    updated: datetime
    gone: Sequence[Gone] = ()
    complete: bool = False
    archive: bool = False
    links: tuple[tuple[str, str], ...] = ()
