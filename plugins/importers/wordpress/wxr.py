"""WordPress eXtended RSS 1.0 to 1.2: which elements matter, and what kind of record each is. Pure.

Written by wp-admin/includes/export.php. The versions differ in their name spaces; in 1.0 categories and tags
stand twice, tags are of the domain `tag`, authors are missing and little is CDATA; `wp:term` came with 1.2.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from plugins.common.when import When
from plugins.importers import dates, elements, made_ids, xml_reader
from plugins.importers.dates import Clock
from plugins.importers.elements import Element, Shape
from plugins.importers.record import CommentState, RecordKind, Source

_NUMBER = re.compile(r"[?&](?:p|page_id|attachment_id)=([0-9]+)")
_SPACE = "https?://wordpress\\.org/export/[\\d.]+/"
SHAPE = Shape(
    root="rss",
    names=frozenset({
        "item", "wp:comment", "wp:author", "wp:category", "wp:tag", "language", "wp:base_blog_url",
    }),
    prefixes=(
        (re.compile(_SPACE), "wp"),
        (re.compile(f"{_SPACE}excerpt/"), "excerpt"),
        (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/"), "content"),
        (re.compile(r"https?://purl\.org/dc/elements/1\.1/"), "dc"),
    ),
    hint="A WordPress export (Tools → Export) begins with <rss>. Is FROM= right?",
    nested=frozenset({"wp:comment"}),
    main=frozenset({"item"}),
)  # fmt: skip
SHOWN = {"post": RecordKind.ARTICLE, "page": RecordKind.PAGE}
_PINGS = frozenset({"pingback", "trackback", "webmention"})
TALK = frozenset({"", "comment"}) | _PINGS
STATES = {
    **dict.fromkeys(("1", "approve", "approved"), CommentState.PUBLISHED),
    **dict.fromkeys(("0", "hold"), CommentState.PENDING),
    **dict.fromkeys(("trash", "post-trashed"), CommentState.REJECTED),
    "spam": CommentState.SPAM,
}
"""`post-trashed`: its article was thrown away."""
_YEAR = re.compile(r" [12]\d{3} ")
_OWN = ("author", "date", "date_gmt", "content")
_QUARTER = 900
_FARTHEST = 14 * 3600
_TOLERANCE = 5
"""Seconds between the two clocks that WordPress reads for one comment."""

EXACT = "_conversation"
"""The key under which an export of this site keeps what WordPress has no field for."""


def everything(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All elements that matter. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, SHAPE)


def items(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """Posts, pages and what else is an item; without the comments under them."""
    shape = replace(SHAPE, names=frozenset({"item"}), passed=frozenset({"wp:comment"}))
    return xml_reader.read(chunks(), where, shape)


def comments(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """Comments. `within` is the place of their item among the items, from 1."""
    found = xml_reader.read(chunks(), where, replace(SHAPE, names=frozenset({"item", "wp:comment"})))
    return (element for element in found if element.name == "wp:comment")


def post_type(item: Element) -> str:
    """The kind of an item; old tools leave it out, and mean a post."""
    return item.get("wp:post_type") or "post"


def source(item: Element) -> Source:
    return Source(SHOWN.get(post_type(item), RecordKind.OTHER), number(item), item.line)


def number(item: Element) -> str:
    """A post's number; some tools tell it in addresses only, and some have only an address."""
    address = f"{item.get('guid')} {item.get('link')}".strip()
    told = item.get("wp:post_id").lstrip("0") or next(iter(_NUMBER.findall(address)), "")
    return told[:40] or (made_ids.of_words(address) if address else "")


def comment_source(comment: Element) -> Source:
    kind = RecordKind.TRACKBACK if comment.get("wp:comment_type") in _PINGS else RecordKind.COMMENT
    told = comment.get("wp:comment_id") or made_ids.of_words(
        "\n".join(comment.raw(f"wp:comment_{name}") for name in _OWN)
    )
    return Source(kind, told[:80], comment.line)


def meta(element: Element, key: str) -> Iterator[str]:
    """Values of one key of a post or a comment."""
    for one in (*element.find_all("wp:postmeta"), *element.find_all("wp:commentmeta")):
        if one.get("wp:meta_key") == key:
            yield one.raw("wp:meta_value")


def date(element: Element, name: str, clock: Clock) -> When | None:
    """`name` and `name`_gmt are one moment on two clocks, and their difference is the zone it was printed in.
    A draft's is 0000-00-00 in UTC."""
    wall, utc = _clock(element.get(name)), _clock(element.get(f"{name}_gmt"))
    if wall is None:
        if utc is None:
            return _published(element.get("pubDate"), clock)
        return dates.of_moment(utc.replace(tzinfo=UTC).astimezone(clock.zone))
    offset = _offset(wall, utc) if utc is not None else None
    return dates.of_clock(wall, offset or clock.zone)


def _clock(text: str) -> datetime | None:
    found = dates.naive(text)
    return found if found is None or found.year > 1 else None


def _offset(wall: datetime, utc: datetime) -> timezone | None:
    seconds = (wall - utc).total_seconds()
    whole = round(seconds / _QUARTER) * _QUARTER
    if abs(whole) > _FARTHEST or abs(seconds - whole) > _TOLERANCE:
        return None
    return timezone(timedelta(seconds=whole))


def _published(text: str, clock: Clock) -> When | None:
    """`0000-00-00` is printed as 30 November of the year -1, in which Python reads 2000 (RFC 5322 §4.3)."""
    if not _YEAR.search(text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return dates.of_moment(found.replace(tzinfo=found.tzinfo or UTC).astimezone(clock.zone))
