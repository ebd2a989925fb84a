"""What a visitor wrote in an old system, made fit for a comment file. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.comments import format as comment_format
from plugins.comments.model import MAXIMUM_BYTES, Comment
from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers.record import Record, Refused, Remark, Source, State, Tally, Warned
from plugins.importers.typed import Typed, typed
from plugins.moderation.reasons import Reason

NAMELESS = "Anonyme"
RESTORED = "addresses shortened by the old system and made whole again"
DROPPED = "links dropped: they led to no address of the web"
LOST = "images and embedded things left out of comments"
_EMPTY = "published, but its text is empty (the old system exports so what is not UTF-8)"
_NOT_SEEN = "published, but nothing of it is text: images, scripts or tags alone"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Words:
    """`html` as the old system kept it; `line_ends`: newlines in it mean something
    (WordPress); `plain`: it is no HTML but the text as it was typed."""

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


def remark(place: Source, slug: str, words: Words, state: State) -> Iterator[Record]:
    """The comment with what there is to say of it, or its refusal."""
    if not _ID.fullmatch(place.id):
        yield Refused(place, f"“{place.id[:80]}” cannot be an id: letters, digits and hyphens only")
        return
    if "\0" in words.author + words.html + words.site + words.email:
        yield Refused(place, "holds a NUL (U+0000)")
        return
    if len(words.html) > 16 * MAXIMUM_BYTES:
        yield Refused(place, _too_long(len(words.html)))
        return
    found = _found(words)
    comment = _comment(place.id, words, found)
    if (size := len(comment_format.dump(comment))) > MAXIMUM_BYTES:
        yield Refused(place, _too_long(size))
        return
    yield Remark(place, slug, comment, state, one_line(words.email) or None, words.reasons)
    yield from _remarks(place, words, found, state)


def _found(words: Words) -> Typed:
    if words.withdrawn:
        return Typed("")
    return Typed(words.html.strip("\n")) if words.plain else typed(words.html, line_ends=words.line_ends)


def _too_long(size: int) -> str:
    return f"{size:,} bytes; a comment has at most {MAXIMUM_BYTES:,}"


def _comment(identifier: str, words: Words, found: Typed) -> Comment:
    return Comment(
        id=identifier,
        author=one_line(words.author) or NAMELESS,
        date=words.date,
        text=clean(found.text),
        site=one_line(words.site) or None,
        reply_to=words.reply_to if _ID.fullmatch(words.reply_to or "") else None,
        format=found.format,
        edited=words.edited,
        withdrawn=_day(words.edited or words.date) if words.withdrawn else None,
    )


def _day(date: When) -> When:
    """Of a withdrawal at most the day is told; no page prints it."""
    return When(date.year, date.month, date.day)


def _remarks(place: Source, words: Words, found: Typed, state: State) -> Iterator[Record]:
    if state is not State.PUBLISHED:
        return
    if not found.text and not words.withdrawn:
        yield Warned(place, _NOT_SEEN if words.html.strip() else _EMPTY)
    if not one_line(words.author) and not words.withdrawn:
        yield Warned(place, f"has no author; “{NAMELESS}” stands for the name")
    if clean(words.html) != words.html.replace("\r\n", "\n").replace("\r", "\n"):
        yield Warned(place, "control characters in it became U+FFFD")
    for what, number in ((RESTORED, found.restored), (DROPPED, found.dropped), (LOST, found.lost)):
        if number:
            yield Tally(what, number)
