"""The feed formats, one row each, and the kinds of feeds with their formats. Pure.

A new format needs a row, an entry in the kinds of feeds that have it, and a module that writes it
(`feeds/formats.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """`label`: for readers. `file`: the end of the name of a document. `archives`: older entries go to
    archive documents (RFC 5005 §4). `counts_replies`: an entry has the number of its answers."""

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
"""The recommended one first."""


@dataclass(frozen=True, slots=True)
class FeedKind:
    """A kind of feed. `prefix`: stands between the address of its subject and the `file` of a format."""

    prefix: str
    formats: tuple[FeedFormat, ...]

    def paths(self, url: str = "") -> Iterator[tuple[FeedFormat, str]]:
        """The path for each format. `url`: of the subject; "" for a feed of the whole site."""
        return ((feed_format, self.path(url, feed_format)) for feed_format in self.formats)

    def path(self, url: str = "", feed_format: FeedFormat = ATOM) -> str:
        return f"{url}{self.prefix}{feed_format.file}"


ARTICLES = FeedKind("feed/", FORMATS)
COMMENTS = FeedKind("feed/comments/", (ATOM,))
LEDGER = FeedKind("feed/moderation/", (ATOM, RSS))
SITE_FEEDS = (ARTICLES, COMMENTS, LEDGER)
TERM = FeedKind("", FORMATS)
CONVERSATION = FeedKind("comments.", (ATOM,))
"""The comments of an article."""
REPLIES = FeedKind(".", (ATOM,))
"""The answers to a comment; its path follows the comment's anchor."""
