"""WordPress eXtended RSS 1.0 to 1.2: which elements matter, and what kind of record each is. Pure.

Written by wp-admin/includes/export.php. The versions differ in their namespaces. In 1.0, categories and tags
are listed twice, tags have the domain `tag`, there are no authors and few texts are CDATA; `wp:term` is new
in 1.2.
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
COMMENT_TYPES = frozenset({"", "comment"}) | _PINGS
STATES = {
    **dict.fromkeys(("1", "approve", "approved"), CommentState.PUBLISHED),
    **dict.fromkeys(("0", "hold"), CommentState.PENDING),
    **dict.fromkeys(("trash", "post-trashed"), CommentState.REJECTED),
    "spam": CommentState.SPAM,
}
"""`post-trashed`: a comment whose article is in the trash."""
_YEAR = re.compile(r" [12]\d{3} ")
_ID_FIELDS = ("author", "date", "date_gmt", "content")
_QUARTER = 900
_MAX_OFFSET = 14 * 3600
_TOLERANCE = 5
"""In seconds: WordPress reads the clock twice for one comment."""

OWN_DATA = "_conversation"
"""The key of the meta data in which an export of this site keeps what WordPress has no field for."""


def everything(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All elements that are imported. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, SHAPE)


def items(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All items (posts, pages, attachments …), without their comments."""
    shape = replace(SHAPE, names=frozenset({"item"}), passed=frozenset({"wp:comment"}))
    return xml_reader.read(chunks(), where, shape)


def comments(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All comments. `within` is the number of their item, from 1."""
    found = xml_reader.read(chunks(), where, replace(SHAPE, names=frozenset({"item", "wp:comment"})))
    return (element for element in found if element.name == "wp:comment")


def post_type(item: Element) -> str:
    """The type of an item; `post` if it is missing, as in exports of old tools."""
    return item.get("wp:post_type") or "post"


def source(item: Element) -> Source:
    return Source(SHOWN.get(post_type(item), RecordKind.OTHER), number(item), item.line)


def number(item: Element) -> str:
    """The number of an item; from its address if it is missing, else an id made of that address."""
    address = f"{item.get('guid')} {item.get('link')}".strip()
    typed = item.get("wp:post_id").lstrip("0") or next(iter(_NUMBER.findall(address)), "")
    return typed[:40] or (made_ids.of_words(address) if address else "")


def comment_source(comment: Element) -> Source:
    kind = RecordKind.TRACKBACK if comment.get("wp:comment_type") in _PINGS else RecordKind.COMMENT
    identifier = comment.get("wp:comment_id") or made_ids.of_words(
        "\n".join(comment.raw(f"wp:comment_{name}") for name in _ID_FIELDS)
    )
    return Source(kind, identifier[:80], comment.line)


def meta(element: Element, key: str) -> Iterator[str]:
    """All values of a key in the meta data of a post or a comment."""
    for one in (*element.find_all("wp:postmeta"), *element.find_all("wp:commentmeta")):
        if one.get("wp:meta_key") == key:
            yield one.raw("wp:meta_value")


def date(element: Element, name: str, clock: Clock) -> When | None:
    """A date: local time from `name`, its offset from the difference to `name`_gmt. Drafts have 0000-00-00 in
    `name`_gmt."""
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
    offset = round(seconds / _QUARTER) * _QUARTER
    if abs(offset) > _MAX_OFFSET or abs(seconds - offset) > _TOLERANCE:
        return None
    return timezone(timedelta(seconds=offset))


def _published(text: str, clock: Clock) -> When | None:
    """The date of `pubDate`. WordPress prints `0000-00-00` as 30 November of the year -1, and Python would
    read a year 2000 there (RFC 5322 §4.3)."""
    if not _YEAR.search(text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return dates.of_moment(found.replace(tzinfo=found.tzinfo or UTC).astimezone(clock.zone))
