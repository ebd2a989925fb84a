"""Converts a visitor's comment from an old system into one that a comment file can store. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plugins.comments import format as comment_format
from plugins.comments.model import MAXIMUM_BYTES, Comment
from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers.comment_text import CommentText, comment_text
from plugins.importers.record import (
    CommentState,
    ImportedComment,
    Record,
    RecordWarning,
    RefusedRecord,
    Source,
    Tally,
)
from plugins.importers.windows import signs
from plugins.moderation.core.reasons import Reason

RESTORED = "addresses shortened by the old system and made whole again"
DROPPED = "links dropped: they led to no address of the web"
LOST = "images and embedded things left out of comments"
_EMPTY = "published, but its text is empty (the old system exports so what is not UTF-8)"
_NOT_SEEN = "published, but nothing of it is text: images, scripts or tags alone"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_ANY_NAME = "x" * 64
"""As long as any word that is written later for an author without a name (`words.complete`)."""


@dataclass(frozen=True, slots=True)
class RawComment:
    """A comment as the old system stored it. `line_ends`: newlines in `html` are significant (WordPress).
    `plain`: `html` is not HTML but the text as typed. `anonymous`: its author chose to have no name."""

    author: str
    html: str
    date: When
    site: str = ""
    email: str = ""
    reply_to: str | None = None
    reasons: tuple[Reason, ...] = ()
    line_ends: bool = False
    plain: bool = False
    edited: When | None = None
    withdrawn: bool = False
    anonymous: bool = False


def records_of(place: Source, slug: str, raw: RawComment, state: CommentState) -> Iterator[Record]:
    """The records of a comment: the comment with its warnings, or its refusal."""
    raw = replace(raw, author=signs(raw.author), html=signs(raw.html), site=signs(raw.site))
    if not _ID.fullmatch(place.id):
        yield RefusedRecord(place, f"“{place.id[:80]}” cannot be an id: letters, digits and hyphens only")
        return
    if "\0" in raw.author + raw.html + raw.site + raw.email:
        yield RefusedRecord(place, "holds a NUL (U+0000)")
        return
    if len(raw.html) > 16 * MAXIMUM_BYTES:
        yield RefusedRecord(place, _too_long(len(raw.html)))
        return
    text = _text(raw)
    comment = _comment(place.id, raw, text)
    if (size := _size(comment)) > MAXIMUM_BYTES:
        yield RefusedRecord(place, _too_long(size))
        return
    yield ImportedComment(place, slug, comment, state, one_line(raw.email) or None, raw.reasons)
    yield from _warnings(place, raw, text, state)


def _text(raw: RawComment) -> CommentText:
    if raw.withdrawn:
        return CommentText("")
    return CommentText(raw.html.strip("\n")) if raw.plain else comment_text(raw.html, line_ends=raw.line_ends)


def _size(comment: Comment) -> int:
    return len(comment_format.dump(comment._replace(author=comment.author or _ANY_NAME)))


def _too_long(size: int) -> str:
    return f"{size:,} bytes; a comment has at most {MAXIMUM_BYTES:,}"


def _comment(identifier: str, raw: RawComment, text: CommentText) -> Comment:
    return Comment(
        id=identifier,
        author=one_line(raw.author),
        date=raw.date,
        text=clean(text.text),
        site=one_line(raw.site) or None,
        reply_to=raw.reply_to if _ID.fullmatch(raw.reply_to or "") else None,
        format=text.format,
        edited=raw.edited,
        withdrawn=_day(raw.edited or raw.date) if raw.withdrawn else None,
    )


def _day(date: When) -> When:
    """The day of a date: for withdrawals the time is not kept."""
    return When(date.year, date.month, date.day)


def _warnings(place: Source, raw: RawComment, text: CommentText, state: CommentState) -> Iterator[Record]:
    if state is not CommentState.PUBLISHED:
        return
    if not text.text and not raw.withdrawn:
        yield RecordWarning(place, _NOT_SEEN if raw.html.strip() else _EMPTY)
    if not one_line(raw.author) and not raw.withdrawn and not raw.anonymous:
        yield RecordWarning(place, "has no author; “Anonymous”, in the site's language, stands for the name")
    if clean(raw.html) != raw.html.replace("\r\n", "\n").replace("\r", "\n"):
        yield RecordWarning(place, "control characters in it became U+FFFD")
    for what, number in ((RESTORED, text.restored), (DROPPED, text.dropped), (LOST, text.lost)):
        if number:
            yield Tally(what, number)
