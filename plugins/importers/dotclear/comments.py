"""Converts a row of `[comment]` to a comment, or refuses it. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers import dates
from plugins.importers.dotclear.blog import DotclearBlog
from plugins.importers.dotclear.flat import FlatRow
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import CommentState, Record, RecordKind, RecordWarning, RefusedRecord, Source
from plugins.moderation.core.reasons import Reason

_STATES = {
    "1": CommentState.PUBLISHED,
    "0": CommentState.REJECTED,
    "-1": CommentState.PENDING,
    "-2": CommentState.SPAM,
}
_TRACKBACK = re.compile(r"<!--\s*TB\s*-->\s*")


def source(row: FlatRow) -> Source:
    kind = RecordKind.TRACKBACK if row.values.get("comment_trackback") == "1" else RecordKind.COMMENT
    return Source(kind, row.values.get("comment_id", ""), row.line)


def records(row: FlatRow, blog: DotclearBlog, slugs: Mapping[str, str]) -> Iterator[Record]:
    """The records of a comment: the comment with its warnings, or its refusal."""
    values, place = row.values, source(row)
    reason = _refused(values, blog)
    when = _when(values, blog)
    if reason or when is None:
        yield RefusedRecord(place, reason or "without a date")
        return
    if when.moment is None:
        yield RecordWarning(place, "its time zone is not known: only the day is kept")
    raw = RawComment(
        author=values.get("comment_author", ""),
        html=_TRACKBACK.sub("", values.get("comment_content", "")),
        date=when,
        site=values.get("comment_site", ""),
        email=values.get("comment_email", ""),
        reasons=_reasons(values),
    )
    yield from records_of(place, slugs[values["post_id"]], raw, _STATES[values["comment_status"]])


def _refused(values: Mapping[str, str], blog: DotclearBlog) -> str | None:
    post = blog.posts.get(values.get("post_id", ""))
    if post is None:
        return "its article is not in the export"
    if post.refused:
        return f"its article is {post.refused}"
    if post.draft:
        return "its article is a draft"
    if values.get("comment_status") not in _STATES:
        return f"of the unknown status “{values.get('comment_status', '')[:20]}”"
    return None


def _when(values: Mapping[str, str], blog: DotclearBlog) -> When | None:
    """The date. `comment_dt` is local time in `comment_tz`; `comment_upddt` is the time of the last change in
    UTC."""
    wall = dates.naive(values.get("comment_dt", ""))
    signed = dates.naive(values.get("comment_upddt", ""))
    if wall is None:
        return None if signed is None else When(signed.year, signed.month, signed.day)
    return dates.of_clock(wall, _zone(values.get("comment_tz", ""), blog.zone), signed)


def _zone(name: str, default: tzinfo) -> tzinfo | None:
    return dates.zone(name) if name else default


def _reasons(values: Mapping[str, str]) -> tuple[Reason, ...]:
    """The result of the old system's spam filter, for the moderator."""
    name, status = values.get("comment_spam_filter", ""), values.get("comment_spam_status", "")
    return (Reason("old filter", one_line(clean(f"{name} {status}".strip()))),) if name else ()
