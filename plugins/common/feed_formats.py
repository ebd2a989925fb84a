"""The formats of feeds, one row each, and which feed has which. Pure.

A new format needs its row, its place in the rows of the feeds that shall have it, and a module that writes it
(`feeds/formats.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """`label`: what readers call it. `file`: how the name of a document ends. `archives`: older entries go to
    documents of their own (RFC 5005 §4). `counts_replies`: an entry says how many answers there are."""

    name: str
    label: str
    media_type: str
    file: str
    archives: bool = False
    counts_replies: bool = True


ATOM = FeedFormat("atom", "Atom", "application/atom+xml", "atom.xml", archives=True)
RSS = FeedFormat("rss", "RSS", "application/rss+xml", "rss.xml")
JSON = FeedFormat("json", "JSON", "application/feed+json", "feed.json", counts_replies=False)
FORMATS = (ATOM, RSS, JSON)
"""The first is the one to take if you cannot choose."""


@dataclass(frozen=True, slots=True)
class FeedKind:
    """What a feed is of. `prefix`: what stands before a format's `file`, behind the address of what it is
    of."""

    prefix: str
    formats: tuple[FeedFormat, ...]

    def paths(self, url: str = "") -> Iterator[tuple[FeedFormat, str]]:
        """Of a site's own feed without a `url`."""
        return ((each, f"{url}{self.prefix}{each.file}") for each in self.formats)

    def path(self, url: str = "", feed_format: FeedFormat = ATOM) -> str:
        return f"{url}{self.prefix}{feed_format.file}"


ARTICLES = FeedKind("feed/", FORMATS)
COMMENTS = FeedKind("feed/comments/", (ATOM,))
LEDGER = FeedKind("feed/moderation/", (ATOM, RSS))
SITE_FEEDS = (ARTICLES, COMMENTS, LEDGER)
TERM = FeedKind("", FORMATS)
CONVERSATION = FeedKind("comments.", (ATOM,))
"""Of an article."""
REPLIES = FeedKind(".", (ATOM,))
"""Of a comment, behind its fragment."""
