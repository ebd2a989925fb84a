"""Reads entries of Blogger's Atom export, in both of its forms: the one until 2025, and that of Google
Takeout since. Pure.

The first marks the kind of an entry by a category, the second by elements of its own namespace.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from urllib.parse import urlsplit

from plugins.common.when import When
from plugins.importers import dates, elements, xml_reader
from plugins.importers.elements import Element, Shape
from plugins.importers.record import CommentState, RecordKind, Source

SHAPE = Shape(
    root="feed",
    names=frozenset({"entry"}),
    prefixes=(
        (re.compile(r"http://purl\.org/atom/app#|http://www\.w3\.org/2007/app"), "app"),
        (re.compile(r"http://purl\.org/syndication/thread/1\.0"), "thr"),
        (re.compile(r"http://schemas\.google\.com/blogger/2018"), "blogger"),
    ),
    hint="A blog of Blogger (Settings → Back up, or Google Takeout) begins with <feed>. Is FROM= right?",
    main=frozenset({"entry"}),
)
_KIND = re.compile(r"/kind#(\w+)\Z")
_KINDS = {"post": RecordKind.ARTICLE, "page": RecordKind.PAGE, "comment": RecordKind.COMMENT}
_NUMBERS = re.compile(r"blog-([0-9]+)\.(?:post|page|comment)-([0-9]+)\Z")
_PARENT = re.compile(r"/comments/default/(\d+)")
_STATES = {
    "": CommentState.PUBLISHED, "LIVE": CommentState.PUBLISHED, "GHOSTED": CommentState.SPAM,
    "SPAM": CommentState.SPAM, "REPORTED_AS_SPAM": CommentState.SPAM, "EMPTIED": CommentState.REJECTED,
    "SOFT_TRASHED": CommentState.REJECTED,
}  # fmt: skip


def entries(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All entries. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, SHAPE)


def kind(entry: Element) -> RecordKind:
    """The kind of an entry; settings and templates, which are entries too, are OTHER."""
    name = entry.get("blogger:type").lower() or next(_terms(entry, _KIND), "")
    return _KINDS.get(name, RecordKind.OTHER)


def source(entry: Element) -> Source:
    return Source(kind(entry), number(entry), entry.line)


def number(entry: Element) -> str:
    return numbers(entry.get("id"))[1][:40]


def numbers(identifier: str) -> tuple[str, str]:
    """The numbers of the blog and of the entry, from `tag:blogger.com,1999:blog-1.post-2`."""
    found = _NUMBERS.search(identifier)
    return (found[1], found[2]) if found else ("", "")


def labels(entry: Element) -> Iterator[str]:
    """The labels of an entry: all categories but the one that tells its kind."""
    return (
        category.attributes.get("term", "")
        for category in entry.find_all("category")
        if not _KIND.search(category.attributes.get("term", ""))
    )


def address(entry: Element) -> str:
    """The path of its page on the old blog; "" if it was not public."""
    link = next(iter(_links(entry, "alternate")), None)
    path = entry.get("blogger:filename") or (urlsplit(link.attributes.get("href", "")).path if link else "")
    return path if path.startswith("/") else ""


def date(entry: Element, zone: tzinfo) -> When | None:
    """Its date, with the offset of the export; in the site's zone if it comes from Takeout."""
    return dates.of_iso(entry.get("published", "blogger:created"), zone)


def status(entry: Element) -> str:
    """Why it was not public, `draft` for a draft; "" if it was public."""
    marked = entry.get("blogger:status")
    control = next((one.get("app:draft") for one in entry.find_all("app:control")), "")
    if entry.get("blogger:trashed"):
        return "in the trash"
    if control == "yes" or marked == "DRAFT":
        return "draft"
    return "" if marked in ("", "LIVE") else marked.lower().replace("_", " ")


def post_of(comment: Element) -> str:
    """The number of the post that a comment belongs to."""
    reference = next((one.attributes.get("ref", "") for one in comment.find_all("thr:in-reply-to")), "")
    return numbers(reference or comment.get("blogger:parent"))[1]


def parent_of(comment: Element) -> str:
    """The number of the comment that it answers."""
    links = (_PARENT.search(one.attributes.get("href", "")) for one in _links(comment, "related"))
    found = next((one[1] for one in links if one), "")
    return found or numbers(comment.get("blogger:inReplyTo"))[1]


def state(comment: Element) -> CommentState:
    """The state of a comment; PENDING if its status is unknown."""
    if comment.get("blogger:trashed"):
        return CommentState.REJECTED
    return _STATES.get(comment.get("blogger:status"), CommentState.PENDING)


def author(entry: Element) -> Element:
    return next(iter(entry.find_all("author")), Element("author", entry.line, {}))


def _links(entry: Element, rel: str = "") -> Iterable[Element]:
    return (one for one in entry.find_all("link") if not rel or one.attributes.get("rel") == rel)


def _terms(entry: Element, pattern: re.Pattern[str]) -> Iterator[str]:
    found = (pattern.search(one.attributes.get("term", "")) for one in entry.find_all("category"))
    return (one[1] for one in found if one)
