"""Writes JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

import json

from plugins.common.feed_formats import JSON
from plugins.common.text import clean_for_feed
from plugins.feeds.model import Enclosure, FeedDocument, Item


def write(document: FeedDocument) -> bytes:
    """The whole document, in ASCII, so that no server can declare a wrong encoding."""
    feed = document.feed
    members = {
        "version": _string("https://jsonfeed.org/version/1.1"),
        "title": _string(feed.title),
        "home_page_url": _string(feed.page_address),
        "feed_url": _string(document.address),
        "description": _string(feed.subtitle),
        "language": _string(feed.lang),
        "authors": _authors(feed.author, 1),
        "items": _array([text.decode("ascii") for text in document.items.texts(JSON)], 1) or "[]",
    }
    return f"{_object(members, 0)}\n".encode("ascii")


def entry(item: Item) -> bytes:
    """One item. A date without a day is left out: RFC 3339 cannot express it, and feed readers would show a
    wrong one."""
    members = {
        "id": _string(item.id),
        "url": _string(item.address),
        "title": _string(item.title),
        "summary": _string(item.summary),
        "content_html": _string(item.content_html),
        "date_published": _string(item.published.isoformat() if item.date.day else ""),
        "date_modified": _string(_changed(item)),
        "authors": _authors(item.author, 3),
        "tags": _array([json.dumps(clean_for_feed(category)) for category in item.categories], 3),
        "language": _string(item.lang),
        "attachments": _array([_attachment(each) for each in item.enclosures], 3),
    }
    return _object(members, 2).encode("ascii")


def _changed(item: Item) -> str:
    """The date of the last change, if its day is known; otherwise ""."""
    return item.updated.isoformat() if item.modified and item.modified.day else ""


def _string(clean: str) -> str:
    """A JSON string without characters that a feed may not contain; "" for an empty one, whose member is left
    out."""
    return json.dumps(clean_for_feed(clean)) if clean else ""


def _authors(name: str, depth: int) -> str:
    return _array([_object({"name": _string(name)}, depth + 1)], depth) if name else ""


def _attachment(one: Enclosure) -> str:
    members = {
        "url": _string(one.address),
        "mime_type": _string(one.media_type),
        "size_in_bytes": str(one.length),
    }
    return _object(members, 4)


def _object(members: dict[str, str], depth: int) -> str:
    """An object of members that are JSON already, formatted as by `json.dumps` with an indent of one, which
    is slow and would format all items again."""
    written = [f'"{name}": {value}' for name, value in members.items() if value]
    return _lines("{", written, "}", depth)


def _array(values: list[str], depth: int) -> str:
    return _lines("[", values, "]", depth) if values else ""


def _lines(begin: str, values: list[str], end: str, depth: int) -> str:
    margin = "\n" + " " * depth
    return f"{begin}{margin} {f',{margin} '.join(values)}{margin}{end}"
