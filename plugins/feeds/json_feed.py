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
        "items": [_item(item) for item in document.items],
    }
    return f"{json.dumps(_clean(data), indent=1)}\n".encode("ascii")


def _item(item: Item) -> dict[str, Any]:
    """A date without a day is left out: a reader would print a wrong one (RFC 3339 has no months)."""
    return {
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


def _clean(value: Any) -> Any:
    """Without what is empty, and without characters that no feed may carry."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items() if inner or key == "items"}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return for_feed(value)
