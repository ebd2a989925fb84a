"""What a feed says, whatever the format it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `published` is None when the hour is not known: RFC 4287 has no date without one."""

    id: str
    title: str
    title_lang: str | None
    address: str
    author: str
    published: datetime | None
    updated: datetime
    content_html: Markup
    lang: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of `items`, newest first. `updated` is the newest item's or, of an empty one, its subject's."""

    id: str
    title: str
    subtitle: str
    lang: str
    author: str
    address: str
    page_address: str
    updated: datetime
    items: Sequence[Item]
