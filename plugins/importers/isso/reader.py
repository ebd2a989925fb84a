"""Isso's comments as records: of the articles that are here already."""

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from plugins.common.when import When
from plugins.importers import circles, moments, references
from plugins.importers.isso import database, spelling, spoken
from plugins.importers.isso.database import Base, Row
from plugins.importers.known import Known
from plugins.importers.moments import Clock
from plugins.importers.places import Places
from plugins.importers.record import Kind, Present, Record, Refused, Remark, Source, State, Warned
from plugins.importers.visitor import Words, remark

_STATES = {
    spelling.PUBLISHED: State.PUBLISHED, spelling.PENDING: State.PENDING, spelling.DELETED: State.PUBLISHED,
}  # fmt: skip


def read(path: Path, places: Places, clock: Clock) -> Iterator[Record]:
    """All comments of the file. Raises ImportRefused where it is none of Isso's."""
    with database.opened(path) as opened:
        number, cut = _survey(opened)
        if number:
            yield Present(Kind.COMMENT, number)
        lost: Counter[str] = Counter()
        for row in opened.rows():
            article = places.find(row.page)
            if article is None:
                lost[row.page] += 1
            yield from _records(row, article, clock, (row.page, row.id) in cut)
        yield from (_unmatched(page, count) for page, count in sorted(lost.items()))


def _survey(opened: Base) -> tuple[int, frozenset[tuple[str, str]]]:
    """How many comments there are, and which would answer themselves; every row is read once."""
    number, page = 0, ""
    parents: dict[str, str] = {}
    cut: set[tuple[str, str]] = set()
    for row in opened.rows():
        number += 1
        if row.page != page:
            cut |= {(page, one) for one in circles.broken(parents)}
            page, parents = row.page, {}
        if row.parent:
            parents[row.id] = row.parent
    return number, frozenset(cut | {(page, one) for one in circles.broken(parents)})


def _records(row: Row, article: Known | None, clock: Clock, round_: bool) -> Iterator[Record]:
    place = Source(Kind.COMMENT, row.id, row.line)
    date = _date(row.created, clock.zone)
    reason = _refused(row, article)
    if reason or date is None or article is None:
        yield Refused(place, reason or "without a date")
        return
    if exact := spelling.exact(row):
        yield Remark(place, article.slug, exact, _STATES[row.mode])
        return
    try:
        words = _words(row, date, clock, round_)
    except UnicodeDecodeError as error:
        yield Refused(place, f"is not UTF-8 (byte 0x{error.object[error.start]:02X})")
        return
    if round_:
        yield Warned(place, circles.GOES_ROUND)
    yield from remark(place, article.slug, words, _STATES[row.mode])


def _refused(row: Row, article: Known | None) -> str | None:
    if article is None:
        return f"its page {row.page[:200] or 'has no address and'} matches no article here"
    if article.draft:
        return "its article is a draft"
    if row.mode not in _STATES:
        return f"of the unknown mode {row.mode}"
    return f"has more than {database.MAXIMUM_FIELD:,} bytes in one field" if row.long else None


def _words(row: Row, date: When, clock: Clock, round_: bool) -> Words:
    gone = row.mode == spelling.DELETED
    typed = row.text.decode().replace("\r\n", "\n").replace("\r", "\n").strip()
    text, plain = ("", True) if gone or len(typed) > 16 * 64 * 1024 else spoken.shown(typed)
    return Words(
        author="" if gone else references.resolved(row.author.decode()),
        html=text if len(typed) <= 16 * 64 * 1024 else typed,
        date=date,
        site="" if gone else references.resolved(row.website.decode()),
        email="" if gone else references.resolved(row.email.decode()),
        reply_to=None if round_ or not row.parent else row.parent,
        plain=plain,
        edited=None if gone else _date(row.modified, clock.zone),
        withdrawn=gone,
    )


def _date(stamp: float | None, zone: tzinfo) -> When | None:
    """Seconds since 1970; 0 is no date but a field that was never filled."""
    try:
        return moments.of_stamp(stamp, zone) if stamp else None
    except (ValueError, OverflowError, OSError):
        return None


def _unmatched(page: str, number: int) -> Warned:
    place = Source(Kind.OTHER, f"page {page[:200]}", 0)
    return Warned(place, f"no article here; {number:,} of its comments stay out")
