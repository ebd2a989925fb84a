"""RSS 2.0 as text, for readers that know nothing newer. Pure.

A date without its hour is a `dc:date`, which unlike `pubDate` may be as imprecise as what is known (W3C-DTF).
"""

from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

from plugins.common.when import When
from plugins.feeds.model import Document, Item, Replies
from plugins.feeds.xml import html, prologue, undeclared, xml

TYPE = "application/rss+xml"
_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
)


def write(document: Document) -> bytes:
    """The whole document in UTF-8."""
    head = "\n".join(_head(document)).encode()
    return b"\n".join([head, *document.items.texts("rss", entry, _moved), b"</channel>", b"</rss>", b""])


def _head(document: Document) -> Iterator[str]:
    feed = document.feed
    yield prologue(document.style_address)
    yield f'<rss version="2.0" {_NAMESPACES}>'
    yield "<channel>"
    yield f"<title>{undeclared(feed.title)}</title>"
    yield f"<link>{xml(feed.page_address)}</link>"
    yield f"<description>{undeclared(feed.subtitle or feed.title)}</description>"
    yield f"<language>{xml(feed.lang)}</language>"
    yield f"<lastBuildDate>{format_datetime(document.updated)}</lastBuildDate>"
    yield f'<atom:link rel="self" type="{TYPE}" href="{xml(document.address)}"/>'
    if document.complete:
        yield "<fh:complete/>"


def entry(item: Item) -> bytes:
    """One item, as it stands in every document."""
    lines = "\n".join(
        [
            "<item>",
            f'<guid isPermaLink="false">{xml(item.id)}</guid>',
            f"<title>{undeclared(item.title)}</title>",
            f"<link>{xml(item.address)}</link>",
            _date(item.date),
            *([f"<dc:creator>{undeclared(item.author)}</dc:creator>"] if item.author else []),
            *(f"<category>{undeclared(category)}</category>" for category in item.categories),
            *([f'<thr:in-reply-to ref="{xml(item.answered.id)}"/>'] if item.answered else []),
            *(_replies(item.replies) if item.replies else ()),
            f"<description>{html(item.summary)}</description>",
            f"<content:encoded>{xml(str(item.content_html))}</content:encoded>",
            "</item>",
        ]
    )
    return lines.encode()


def _moved(entry: bytes, by: timedelta) -> bytes:
    """An item says when it was published, and nothing of its changes."""
    return entry


def _date(date: When) -> str:
    if date.moment is None:
        return f"<dc:date>{date.isoformat()}</dc:date>"
    return f"<pubDate>{format_datetime(date.moment)}</pubDate>"


def _replies(replies: Replies) -> Iterator[str]:
    if replies.rss_address:
        yield f"<comments>{xml(replies.address)}</comments>"
        yield f"<slash:comments>{replies.count}</slash:comments>"
        yield f"<wfw:commentRss>{xml(replies.rss_address)}</wfw:commentRss>"
