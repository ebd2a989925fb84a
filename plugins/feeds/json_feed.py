"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) as text. Pure."""

import json
from typing import Any

from plugins.common.text import for_feed
from plugins.feeds.model import Document, Item

TYPE = "application/feed+json"


def write(document: Document) -> bytes:
    """The whole document; ASCII, so that no host can mistake its encoding."""
    feed = document.feed
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_address,
        "feed_url": document.address,
        "description": feed.subtitle,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
    }
    head = _text(data).encode("ascii").removesuffix(b"\n}")
    items = b",\n  ".join(document.items.texts("json"))
    return b"".join((head, b',\n "items": ', b"[\n  %b\n ]" % items if items else b"[]", b"\n}\n"))


def entry(item: Item) -> bytes:
    """One item, as it stands in every document. A date without a day is left out: a reader would print a
    wrong one (RFC 3339 has no months)."""
    data = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_html": str(item.content_html),
        "date_published": item.published.isoformat() if item.date.day else "",
        "date_modified": item.updated.isoformat() if item.updated.date() > item.published.date() else "",
        "authors": [{"name": item.author}] if item.author else [],
        "tags": list(item.categories),
        "language": item.lang,
    }
    return _text(data).replace("\n", "\n  ").encode("ascii")  # no text has a line end: JSON escapes them


def _text(data: dict[str, Any]) -> str:
    return json.dumps(_clean(data), indent=1)


def _clean(value: Any) -> Any:
    """Without what is empty, and without characters that no feed may carry."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items() if inner}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return for_feed(value)
