"""Writes RSS 2.0, for feed readers that support nothing newer. Pure.

A date without a time is a `dc:date`, which unlike `pubDate` may be imprecise (W3C-DTF).
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from plugins.common.feed_formats import RSS
from plugins.common.text import clean_for_feed
from plugins.common.when import When
from plugins.feeds.model import Enclosure, FeedDocument, Item, Replies
from plugins.feeds.xml import escaped, html, prologue, undeclared, xml

_WORDS = 16  # cached texts of the site, which are in thousands of documents

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
)


def write(document: FeedDocument) -> bytes:
    """The whole document in UTF-8."""
    head = "\n".join(_head(document)).encode()
    return b"\n".join([head, *document.items.texts(RSS), b"</channel>", b"</rss>", b""])


def _head(document: FeedDocument) -> Iterator[str]:
    feed, updated = document.feed, document.updated
    yield prologue(document.style_address)
    yield f'<rss version="2.0" {_NAMESPACES}>\n<channel>'
    yield f"<title>{undeclared(feed.title)}</title>"
    yield f"<link>{xml(feed.page_address)}</link>"
    yield _about(feed.subtitle or feed.title, feed.lang)
    yield f"<lastBuildDate>{_moment(updated, updated.isoformat(timespec='seconds'))}</lastBuildDate>"
    yield f'<atom:link rel="self" type="{RSS.media_type}" href="{xml(document.address)}"/>'
    if document.complete:
        yield "<fh:complete/>"


@lru_cache(_WORDS)
def _about(text: str, lang: str) -> str:
    return f"<description>{undeclared(text)}</description>\n<language>{xml(lang)}</language>"


def entry(item: Item) -> bytes:
    """One item, with its date of publication, but none of updates."""
    content = escaped(clean_for_feed(item.content_html))
    author = f"<dc:creator>{undeclared(item.author)}</dc:creator>\n" if item.author else ""
    categories = "".join([f"<category>{undeclared(category)}</category>\n" for category in item.categories])
    replies = _replies(item.replies) if item.replies else ""
    enclosure = _enclosure(item.enclosures[0]) if item.enclosures else ""
    return (
        f'<item>\n<guid isPermaLink="false">{item.id}</guid>\n<title>{undeclared(item.title)}</title>\n'
        f"<link>{xml(item.address)}</link>\n{_date(item.date)}\n{author}{categories}{enclosure}{replies}"
        f"<description>{html(clean_for_feed(item.summary))}</description>\n"
        f"<content:encoded>{content}</content:encoded>\n</item>"
    ).encode()


def _date(date: When) -> str:
    if date.moment is None:
        return f"<dc:date>{date.isoformat()}</dc:date>"
    return f"<pubDate>{_moment(date.moment, date.isoformat())}</pubDate>"


def _moment(moment: datetime, written: str) -> str:
    """A moment as in RFC 5322 §3.3, like `email.utils.format_datetime` in a fifth of the time. `written`: the
    same as in RFC 3339, without fractions of a second."""
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month]
    return f"{day}, {written[8:10]} {month} {written[:4]} {written[11:19]} {written[19:].replace(':', '')}"


def _enclosure(enclosure: Enclosure) -> str:
    """An item should have at most one (RSS Advisory Board, Best Practices Profile)."""
    address, media_type = xml(enclosure.address), enclosure.media_type
    return f'<enclosure url="{address}" length="{enclosure.length}" type="{media_type}"/>\n'


def _replies(replies: Replies) -> str:
    return (
        f"<comments>{xml(replies.address)}</comments>\n"
        f"<slash:comments>{replies.count}</slash:comments>\n"
        f"<wfw:commentRss>{xml(replies.feed_address)}</wfw:commentRss>\n"
    )
