"""A post, a page and a comment of Over-blog's XML. It has no ids: words tell one from others. Pure."""

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
"""Of a post or a page in the file: its element's name and number."""


def everything(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """Comments before the posts that they stand in, answers before what they answer. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, _ALL)


def posts(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """Without the comments under them."""
    return xml_reader.read(chunks(), where, _POSTS)


def source(post: Element) -> Source:
    return Source(_KINDS[post.name], identity(post), post.line)


def identity(post: Element) -> str:
    told = post.get("slug") or f"{post.get('created_at', 'published_at')} {post.get('title')}".strip()
    return made_ids.of_words(told) if told else ""


def address(post: Element) -> str:
    """The path at which a post was."""
    slug = unquote(post.get("slug")).lstrip("/")
    return f"/{slug}" if slug else ""


def name(post: Element) -> str:
    """What to make its address here of: old ones had only a number."""
    last = address(post).rsplit("/", 1)[-1].removesuffix(".html")
    return post.get("title") if _NUMBERED.fullmatch(last) or not last else last


def status(post: Element) -> str:
    """Why it was not public; empty where it was. A draft is `draft`."""
    told = post.get("status")
    return _STATES.get(told, f"of the unknown status “{told[:20]}”")


def date(element: Element, clock: Clock) -> When | None:
    """With the offset that it has; where it has none, the day."""
    told = element.get("published_at", "created_at")
    wall = clock_of(element)
    return dates.of_iso(told, clock.zone) or (dates.of_wall(wall, clock) if wall else None)


def clock_of(element: Element) -> datetime | None:
    """What a clock showed then, wherever it was."""
    found = dates.naive(element.get("published_at", "created_at"))
    return found if found is None or found.year > 1 else None


def has_zone(element: Element, clock: Clock) -> bool:
    return dates.of_iso(element.get("published_at", "created_at"), clock.zone) is not None
