"""Reads Isso's comments as records, on articles that this site already has."""

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from plugins.common.when import When
from plugins.importers import dates, references, reply_cycles
from plugins.importers.article_index import ArticleIndex
from plugins.importers.dates import Clock
from plugins.importers.existing import ExistingArticle
from plugins.importers.isso import database, fields, markdown_text
from plugins.importers.isso.database import IssoDatabase, IssoRow
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import (
    CommentState,
    ExpectedCount,
    ImportedComment,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
)

_STATES = {
    fields.PUBLISHED: CommentState.PUBLISHED,
    fields.PENDING: CommentState.PENDING,
    fields.DELETED: CommentState.PUBLISHED,
}


def read(path: Path, index: ArticleIndex, clock: Clock) -> Iterator[Record]:
    """All comments of the file. Raises ImportRefused if it is not a file of Isso's."""
    with database.opened(path) as opened:
        number, cut = _survey(opened)
        if number:
            yield ExpectedCount(RecordKind.COMMENT, number)
        lost: Counter[str] = Counter()
        for row in opened.rows():
            article = index.find(row.page)
            if article is None:
                lost[row.page] += 1
            yield from _records(row, article, clock, (row.page, row.id) in cut)
        yield from (_unmatched(page, count) for page, count in sorted(lost.items()))


def _survey(opened: IssoDatabase) -> tuple[int, frozenset[tuple[str, str]]]:
    """The number of comments, and those whose reply would close a cycle."""
    number, page = 0, ""
    parents: dict[str, str] = {}
    cut: set[tuple[str, str]] = set()
    for row in opened.rows():
        number += 1
        if row.page != page:
            cut |= {(page, one) for one in reply_cycles.links_to_cut(parents)}
            page, parents = row.page, {}
        if row.parent:
            parents[row.id] = row.parent
    return number, frozenset(cut | {(page, one) for one in reply_cycles.links_to_cut(parents)})


def _records(row: IssoRow, article: ExistingArticle | None, clock: Clock, in_cycle: bool) -> Iterator[Record]:
    source = Source(RecordKind.COMMENT, row.id, row.line)
    date = _date(row.created, clock.zone)
    reason = _refused(row, article)
    if reason or date is None or article is None:
        yield RefusedRecord(source, reason or "without a date")
        return
    if exact := fields.own_comment(row):
        yield ImportedComment(source, article.slug, exact, _STATES[row.mode])
        return
    try:
        raw = _raw(row, date, clock, in_cycle)
    except UnicodeDecodeError as error:
        yield RefusedRecord(source, f"is not UTF-8 (byte 0x{error.object[error.start]:02X})")
        return
    if in_cycle:
        yield RecordWarning(source, reply_cycles.IN_A_CYCLE)
    yield from records_of(source, article.slug, raw, _STATES[row.mode])


def _refused(row: IssoRow, article: ExistingArticle | None) -> str | None:
    if article is None:
        return f"its page {row.page[:200] or 'has no address and'} matches no article here"
    if article.draft:
        return "its article is a draft"
    if row.mode not in _STATES:
        return f"of the unknown mode {row.mode}"
    return f"has more than {database.MAXIMUM_FIELD:,} bytes in one field" if row.long else None


def _raw(row: IssoRow, date: When, clock: Clock, in_cycle: bool) -> RawComment:
    is_deleted = row.mode == fields.DELETED
    typed = row.text.decode().replace("\r\n", "\n").replace("\r", "\n").strip()
    text, plain = ("", True) if is_deleted or len(typed) > 16 * 64 * 1024 else markdown_text.shown(typed)
    return RawComment(
        author="" if is_deleted else references.resolved(row.author.decode()),
        html=text if len(typed) <= 16 * 64 * 1024 else typed,
        date=date,
        site="" if is_deleted else references.resolved(row.website.decode()),
        email="" if is_deleted else references.resolved(row.email.decode()),
        reply_to=None if in_cycle or not row.parent else row.parent,
        plain=plain,
        edited=None if is_deleted else _date(row.modified, clock.zone),
        withdrawn=is_deleted,
    )


def _date(stamp: float | None, zone: tzinfo) -> When | None:
    """The date of a Unix time; None for 0, which is an empty field."""
    try:
        return dates.of_stamp(stamp, zone) if stamp else None
    except (ValueError, OverflowError, OSError):
        return None


def _unmatched(page: str, number: int) -> RecordWarning:
    source = Source(RecordKind.OTHER, f"page {page[:200]}", 0)
    return RecordWarning(source, f"no article here; {number:,} of its comments stay out")
