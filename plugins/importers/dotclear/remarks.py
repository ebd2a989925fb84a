"""A row of `[comment]` made a comment, or a reason why it is not one. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers import moments
from plugins.importers.dotclear.blog import Blog
from plugins.importers.dotclear.flat import Row
from plugins.importers.record import Kind, Record, Refused, Source, State, Warned
from plugins.importers.visitor import Words, remark
from plugins.moderation.reasons import Reason

_STATES = {"1": State.PUBLISHED, "0": State.REJECTED, "-1": State.PENDING, "-2": State.SPAM}
_TRACKBACK = re.compile(r"<!--\s*TB\s*-->\s*")


def source(row: Row) -> Source:
    kind = Kind.TRACKBACK if row.values.get("comment_trackback") == "1" else Kind.COMMENT
    return Source(kind, row.values.get("comment_id", ""), row.line)


def records(row: Row, blog: Blog, slugs: Mapping[str, str]) -> Iterator[Record]:
    """The comment, or its refusal; and what there is to say of it."""
    values, place = row.values, source(row)
    reason = _refused(values, blog)
    when = _when(values, blog)
    if reason or when is None:
        yield Refused(place, reason or "without a date")
        return
    if when.moment is None:
        yield Warned(place, "its time zone is not known: only the day is kept")
    words = Words(
        author=values.get("comment_author", ""),
        html=_TRACKBACK.sub("", values.get("comment_content", "")),
        date=when,
        site=values.get("comment_site", ""),
        email=values.get("comment_email", ""),
        reasons=_reasons(values),
    )
    yield from remark(place, slugs[values["post_id"]], words, _STATES[values["comment_status"]])


def _refused(values: Mapping[str, str], blog: Blog) -> str | None:
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


def _when(values: Mapping[str, str], blog: Blog) -> When | None:
    """`comment_dt` is the wall clock in `comment_tz`; `comment_upddt` is UTC, of when it was last written."""
    wall = moments.naive(values.get("comment_dt", ""))
    signed = moments.naive(values.get("comment_upddt", ""))
    if wall is None:
        return None if signed is None else When(signed.year, signed.month, signed.day)
    return moments.of_clock(wall, _zone(values.get("comment_tz", ""), blog.zone), signed)


def _zone(name: str, default: tzinfo) -> tzinfo | None:
    return moments.zone(name) if name else default


def _reasons(values: Mapping[str, str]) -> tuple[Reason, ...]:
    """What the old system's filter said, for the moderator."""
    found = (values.get("comment_spam_filter", ""), values.get("comment_spam_status", ""))
    return (Reason("old filter", one_line(clean(" ".join(filter(None, found))))),) if found[0] else ()
