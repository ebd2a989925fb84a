"""Atom 1.0 (RFC 4287) as text. Pure.

feedgenerator is not used: it fails on control characters, gives an empty feed the present time, and knows
neither `xml:lang` on a title nor a feed's own id.
"""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import escape

from plugins.common.text import for_feed
from plugins.feeds.model import Feed, Item


def write(feed: Feed) -> str:
    """The whole document, to be encoded as UTF-8."""
    return "\n".join([*_head(feed), *map(_entry, feed.items), "</feed>", ""])


def xml(text: str) -> str:
    """Text for an element or a quoted attribute; what XML 1.0 §2.2 forbids is deleted."""
    return str(escape(for_feed(str(text))))


def _head(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(feed.lang)}">'
    yield f"<id>{xml(feed.id)}</id>"
    yield f"<title>{xml(feed.title)}</title>"
    if feed.subtitle:
        yield f"<subtitle>{xml(feed.subtitle)}</subtitle>"
    yield f'<link rel="self" type="application/atom+xml" href="{xml(feed.address)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{xml(feed.page_address)}"/>'
    yield f"<updated>{_time(feed.updated)}</updated>"
    yield f"<author><name>{xml(feed.author)}</name></author>"


def _entry(item: Item) -> str:
    lang = f' xml:lang="{xml(item.title_lang)}"' if item.title_lang else ""
    parts = [
        f'<entry xml:lang="{xml(item.lang)}">',
        f"<id>{xml(item.id)}</id>",
        f"<title{lang}>{xml(item.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{xml(item.address)}"/>',
        f"<published>{_time(item.published)}</published>" if item.published else "",
        f"<updated>{_time(item.updated)}</updated>",
        f"<author><name>{xml(item.author)}</name></author>" if item.author else "",
        *(f'<category term="{xml(category)}"/>' for category in item.categories),
        f'<content type="html">{xml(str(item.content_html))}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, parts))


def _time(moment: datetime) -> str:
    """RFC 3339 with the offset in which it was written."""
    return moment.isoformat()
