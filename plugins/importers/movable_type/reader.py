"""Reads an export of Movable Type or TypePad as records, in three passes: a survey of the blog, its entries,
its comments."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from plugins.common.text import clean
from plugins.importers import dates, made_ids, origins, permalinks
from plugins.importers.dates import Clock
from plugins.importers.movable_type import entry as entries
from plugins.importers.movable_type import export
from plugins.importers.movable_type.entry import MovableTypeEntry
from plugins.importers.movable_type.export import Part
from plugins.importers.origins import Prefix
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import (
    CommentState,
    ExpectedCount,
    ImportedArticle,
    MovedAddress,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
    Tally,
    known_by,
)
from plugins.importers.terms import Slugs

Lines = Callable[[], Iterable[bytes]]
_BROKEN = "lines that were not UTF-8 and were read as Windows-1252"
_KEYWORDS = "entries with keywords, which no page showed; they are left out"
_KINDS = {export.COMMENT: RecordKind.COMMENT, export.PING: RecordKind.TRACKBACK}


@dataclass(slots=True)
class MovableTypeBlog:
    """Entries by their number in the file. `slugs`: of those that are imported; `refused`: why others are
    not; `drafts`: imported, but not public."""

    prefix: str
    counts: Counter[RecordKind] = field(default_factory=Counter)
    entries: dict[int, MovableTypeEntry] = field(default_factory=dict)
    slugs: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    drafts: set[int] = field(default_factory=set)


def read(
    lines: Lines, where: str, slugs: Slugs, clock: Clock, prefix: Prefix = origins.only
) -> Iterator[Record]:
    """All records. `lines` opens the export anew each time it is called."""
    blog = _survey(export.parts(lines(), where), clock, prefix)
    for entry, one in blog.entries.items():
        if entry not in blog.refused:
            blog.slugs[entry] = slugs.give(one.name, f"{blog.prefix}-{one.id}", one.id)
    yield from (ExpectedCount(kind, blog.counts[kind]) for kind in RecordKind if blog.counts[kind])
    if blog.entries and not clock.told:
        yield RecordWarning(Source(RecordKind.OTHER, "times", 0), dates.NO_ZONE)
    yield from permalinks.with_offer(_articles(export.parts(lines(), where), blog, slugs))
    yield from _comments(export.parts(lines(), where), blog, clock)


def _survey(parts: Iterator[Part], clock: Clock, prefix: Prefix) -> MovableTypeBlog:
    blog = MovableTypeBlog("")
    seen: set[str] = set()
    for part in parts:
        if part.name in export.COMMENT_PARTS:
            blog.counts[_KINDS[part.name]] += 1
        elif part.name == export.HEAD:
            blog.counts[RecordKind.ARTICLE] += 1
            one = blog.entries[part.entry] = entries.read(part, clock)
            if why := _refused(one, one.id in seen, clock):
                blog.refused[part.entry] = why
            elif one.status == "draft":
                blog.drafts.add(part.entry)
            seen.add(one.id)
    host = next((one.host for one in blog.entries.values() if one.host), "")
    blog.prefix = prefix("movabletype", host)
    return blog


def _refused(one: MovableTypeEntry, is_duplicate: bool, clock: Clock) -> str:
    """Why an entry is not imported; "" if it is."""
    if one.flaw or one.status not in ("", "draft"):
        return one.flaw or one.status
    if one.date is None:
        return "without a date"
    if not one.status and one.date.earliest(clock.zone) > clock.now:
        return "dated in the future"
    return "is twice in the export" if is_duplicate else ""


def _articles(parts: Iterator[Part], blog: MovableTypeBlog, slugs: Slugs) -> Iterator[Record]:
    """The records of all entries. The texts of an entry may come in any order."""
    texts: dict[str, Part] = {}
    entry = 0
    for part in parts:
        if part.entry != entry:
            yield from _article(entry, texts, blog, slugs)
            texts, entry = {}, part.entry
        if part.broken:
            yield Tally(_BROKEN, part.broken)
        if part.name not in export.COMMENT_PARTS and part.name != export.HEAD:
            texts.setdefault(part.name, part)
    yield from _article(entry, texts, blog, slugs)


def _article(entry: int, texts: dict[str, Part], blog: MovableTypeBlog, slugs: Slugs) -> Iterator[Record]:
    one = blog.entries.get(entry)
    if one is None:
        return
    is_public = entry not in blog.refused and entry not in blog.drafts
    about = known_by(one.title, one.address) if is_public else ""
    source = Source(RecordKind.ARTICLE, one.id, one.line, about)
    flaw = next((part.flaw for part in texts.values() if part.flaw), "")
    if "\0" in one.title + "".join(part.text for part in texts.values()):
        flaw = "holds a NUL (U+0000)"
    if why := blog.refused.get(entry, flaw):
        blog.refused[entry] = why
        yield RefusedRecord(source, why)
        return
    found = _made(one, source, texts, blog.prefix, blog.slugs[entry], slugs)
    yield found
    yield from _warnings(one, source, found.html)
    if texts.get("KEYWORDS", _NOTHING).text.strip():
        yield Tally(_KEYWORDS)
    if is_public and one.address:
        yield MovedAddress(source, unquote(one.address), found.address)


_NOTHING = Part(0, "", 0, {}, "")


def _made(
    one: MovableTypeEntry, source: Source, texts: dict[str, Part], prefix: str, slug: str, slugs: Slugs
) -> ImportedArticle:
    body, more, excerpt = (
        entries.html(texts.get(name, _NOTHING).text, one.breaks).strip()
        for name in ("BODY", "EXTENDED BODY", "EXCERPT")
    )
    assert one.date is not None, "an entry without a date is refused"
    return ImportedArticle(
        patterns=slugs.patterns,
        source=source,
        id=f"{prefix}-{one.id}",
        slug=slug,
        title=one.title,
        html=f"{body}\n{more}" if more else body,
        date=one.date,
        summary_html=excerpt or (body if more else ""),
        author=one.author or None,
        category=one.category,
        tags=one.tags,
        draft=one.status == "draft",
        closed=one.closed,
    )


def _warnings(one: MovableTypeEntry, source: Source, html: str) -> Iterator[Record]:
    if not entries.is_known(one.breaks):
        yield RecordWarning(
            source, f"its text is of the format “{one.breaks[:40]}”, and stays as it was typed"
        )
    if clean(html) != html.replace("\r\n", "\n").replace("\r", "\n"):
        yield RecordWarning(source, "control characters in it became U+FFFD")


def _comments(parts: Iterator[Part], blog: MovableTypeBlog, clock: Clock) -> Iterator[Record]:
    ids = made_ids.CommentIds()
    for part in parts:
        if part.name in export.COMMENT_PARTS:
            yield from _comment(part, blog, clock, ids)


def _comment(part: Part, blog: MovableTypeBlog, clock: Clock, ids: made_ids.CommentIds) -> Iterator[Record]:
    is_ping = part.name == export.PING
    author = part.get("BLOG NAME") if is_ping else part.get("AUTHOR")
    wall = entries.clock_of(part.get("DATE"))
    source = Source(_KINDS[part.name], ids.give(str(part.entry), wall, author) if wall else "", part.line)
    if (why := part.flaw or _no_article(part.entry, blog)) or wall is None:
        yield RefusedRecord(source, why or "without a date")
        return
    raw = RawComment(
        author=author,
        html=f"{part.get('TITLE')}\n\n{part.text}".strip() if is_ping else part.text,
        date=dates.of_wall(wall, clock),
        site=part.get("URL"),
        email=part.get("EMAIL"),
        line_ends=entries.has_line_ends(part.text),
    )
    state = CommentState.PENDING if part.get("SECRET") == "1" else CommentState.PUBLISHED  # FC2's
    yield from records_of(source, blog.slugs[part.entry], raw, state)


def _no_article(entry: int, blog: MovableTypeBlog) -> str:
    if entry in blog.drafts:
        return "its article is a draft"
    return f"its article is {blog.refused[entry]}" if entry in blog.refused else ""
