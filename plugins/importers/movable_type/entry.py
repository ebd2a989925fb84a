"""Reads the head of an entry of Movable Type, and converts its text to HTML. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from markdown import markdown

from plugins.common.text import one_line
from plugins.common.when import When
from plugins.importers import dates, made_ids, paragraphs, terms
from plugins.importers.dates import Clock
from plugins.importers.movable_type.export import Part

_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AP])M)?", re.IGNORECASE
)
_STYLING = re.compile(r"(?<=[\"\s])\s*\b(?:class=\"asset[^\"]*\"|border=\"0\")(?=[\s/>])")
"""Attributes of TypePad's pictures, which only its own style sheets use."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_STATES = {
    "": "", "publish": "", "draft": "draft", "future": "scheduled", "review": "pending",
    "spam": "in the trash", "unpublish": "taken off",
}  # fmt: skip
_AS_IT_IS = frozenset({"0", "none", "richtext", "wysiwyg", "xhtml"})
_PARAGRAPHS = frozenset({"1", "__default__", "", "convert_breaks", "convert_paras"})
_MARKDOWN = frozenset({"markdown", "markdown_with_smartypants"})
_TAG = re.compile(r"\"([^\"]*)\"|([^,\"]+)")
_SHOWN = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MovableTypeEntry:
    """`id`: made of its address, else of its name, else of its date and title. `status`: why it was not
    public, "" if it was; `breaks`: the format of its text (CONVERT BREAKS)."""

    id: str
    line: int
    title: str
    name: str
    address: str
    host: str
    date: When | None
    status: str
    author: str
    category: str | None
    tags: tuple[str, ...]
    closed: bool
    breaks: str
    flaw: str


def read(head: Part, clock: Clock) -> MovableTypeEntry:
    get = head.get
    address, wall = urlsplit(get("UNIQUE URL")), clock_of(get("DATE"))
    path = address.path if address.path.startswith("/") else ""
    status = get("STATUS").lower()
    return MovableTypeEntry(
        id=made_ids.of_words(path or get("BASENAME") or f"{get('DATE')} {get('TITLE')}"),
        line=head.line,
        title=one_line(get("TITLE")),
        name=get("BASENAME") or _last(path) or get("TITLE"),
        address=path,
        host=address.hostname or "",
        date=dates.of_wall(wall, clock) if wall else None,
        status=_STATES.get(status, f"of the unknown status “{status[:20]}”"),
        author=one_line(get("AUTHOR")),
        category=next(map(terms.category, _categories(head)), None),
        tags=_tags(head),
        closed=get("ALLOW COMMENTS") in ("0", "2"),
        breaks=get("CONVERT BREAKS").lower(),
        flaw=head.flaw or ("says that it is none (NO ENTRY)" if get("NO ENTRY") == "1" else ""),
    )


def clock_of(text: str) -> datetime | None:
    """A local time without a zone: `11/23/2004 08:05:00 PM`, `11/23/2004 20:05:00`, or `2004-11-23
    20:05:00`."""
    if _ISO.match(text):
        return dates.naive(text)
    if (found := _DATE.fullmatch(text.strip())) is None:
        return None
    month, day, year, hour, minute = map(int, found.group(1, 2, 3, 4, 5))
    if half := (found[7] or "").upper():
        hour = hour % 12 + 12 * (half == "P")
    try:
        return datetime(year, month, day, hour, minute, int(found[6] or 0))
    except ValueError:
        return None


def html(text: str, breaks: str) -> str:
    """The HTML of a text. A text of an unknown format stays as it was typed, in paragraphs."""
    text = _STYLING.sub("", text)
    if breaks in _AS_IT_IS:
        return text
    return markdown(text, extensions=["extra"]) if breaks in _MARKDOWN else paragraphs.html(text)


def is_known(breaks: str) -> bool:
    return breaks in _AS_IT_IS | _PARAGRAPHS | _MARKDOWN


def has_line_ends(comment: str) -> bool:
    """Whether newlines were shown as line breaks: not if the text is HTML already."""
    return not _SHOWN.search(comment)


def _last(path: str) -> str:
    return unquote(path).rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _categories(head: Part) -> list[str]:
    every = (*head.fields.get("PRIMARY CATEGORY", ()), *head.fields.get("CATEGORY", ()))
    return [*dict.fromkeys(filter(None, every))]


def _tags(head: Part) -> tuple[str, ...]:
    """Its tags, and its categories after the first."""
    found = _TAG.findall(head.get("TAGS"))
    return terms.tags([*_categories(head)[1:], *(quoted or bare.strip() for quoted, bare in found)])
