"""Reads posts, pages and comments of Over-blog's XML. It has no ids; they are made of other fields. Pure."""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote

from plugins.common.when import When
from plugins.importers import dates, elements, made_ids, xml_reader
from plugins.importers.dates import Clock
from plugins.importers.elements import Element, Shape
from plugins.importers.record import RecordKind, Source

_KINDS = {"post": RecordKind.ARTICLE, "page": RecordKind.PAGE}
_SHOWN = frozenset(_KINDS)
_STATES = {"1": "draft", "2": ""}
_NUMBERED = re.compile(r"article-\d+")
_ALL = Shape(
    root="root",
    names=_SHOWN | {"comment"},
    prefixes=(),
    hint="An export of Over-blog begins with <root>. Is FROM= right?",
    nested=frozenset({"comment"}),
    main=_SHOWN,
)
_POSTS = Shape(_ALL.root, _SHOWN, (), _ALL.hint, main=_SHOWN, passed=frozenset({"comment"}))

PostKey = tuple[str, int]
"""A post or a page of the file: the name and the number of its element."""


def everything(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All posts, pages and comments. Comments come before the post around them, replies before the comment
    around them. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, _ALL)


def posts(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All posts and pages, without their comments."""
    return xml_reader.read(chunks(), where, _POSTS)


def source(post: Element) -> Source:
    return Source(_KINDS[post.name], identity(post), post.line)


def identity(post: Element) -> str:
    words = post.get("slug") or f"{post.get('created_at', 'published_at')} {post.get('title')}".strip()
    return made_ids.of_words(words) if words else ""


def address(post: Element) -> str:
    """The path of a post on the old blog."""
    slug = unquote(post.get("slug")).lstrip("/")
    return f"/{slug}" if slug else ""


def name(post: Element) -> str:
    """The text that its slug is made of: its title if the old address is only a number."""
    last = address(post).rsplit("/", 1)[-1].removesuffix(".html")
    return post.get("title") if _NUMBERED.fullmatch(last) or not last else last


def status(post: Element) -> str:
    """Why it was not public, `draft` for a draft; "" if it was public."""
    number = post.get("status")
    return _STATES.get(number, f"of the unknown status “{number[:20]}”")


def date(element: Element, clock: Clock) -> When | None:
    """The date, with the offset of the export; only the day if it has none."""
    written = element.get("published_at", "created_at")
    wall = clock_of(element)
    return dates.of_iso(written, clock.zone) or (dates.of_wall(wall, clock) if wall else None)


def clock_of(element: Element) -> datetime | None:
    """The local time, whatever its zone."""
    found = dates.naive(element.get("published_at", "created_at"))
    return found if found is None or found.year > 1 else None


def has_zone(element: Element, clock: Clock) -> bool:
    return dates.of_iso(element.get("published_at", "created_at"), clock.zone) is not None
