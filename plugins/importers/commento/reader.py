"""Reads exports of Commento, and those of Comentario in the same form: one JSON document with comments and
commenters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from plugins.importers import dates, json_items
from plugins.importers.article_index import ArticleIndex
from plugins.importers.dates import Clock
from plugins.importers.elements import Chunks
from plugins.importers.raw_comment import RawComment
from plugins.importers.record import CommentState, ImportRefused, Record, RecordKind, Source
from plugins.importers.services import ServiceComment, records

_STATES = {
    "approved": CommentState.PUBLISHED,
    "unapproved": CommentState.PENDING,
    "flagged": CommentState.SPAM,
}
_ANONYMOUS = "anonymous"
_NO_PARENT = "root"
"""The parent of a comment that is no reply."""
_HINT = 'An export of Commento is JSON that begins with {"version":1,…}. Is FROM= right?'


@dataclass(frozen=True, slots=True)
class Commenter:
    """An account that wrote comments."""

    name: str
    email: str
    link: str


def read(chunks: Chunks, where: str, index: ArticleIndex, clock: Clock) -> Iterator[Record]:
    """All comments. `chunks` gives the export from its beginning, each time it is called."""
    commenters, version = {_ANONYMOUS: Commenter("", "", "")}, None
    for name, item in json_items.read(chunks(), where):
        if name == "version":
            version = item
        elif name == "commenters" and isinstance(item, dict):
            link = _text(item, "link")
            link = link if link.startswith(("http://", "https://")) else ""
            commenters[_text(item, "commenterHex")] = Commenter(
                _text(item, "name"), _text(item, "email"), link
            )
    if version != 1:
        raise ImportRefused(where, 1, "is not an export of Commento of version 1", _HINT)

    def comments() -> Iterator[ServiceComment]:
        items = (item for name, item in json_items.read(chunks(), where) if name == "comments")
        return (_comment(item, number, commenters, clock.zone) for number, item in enumerate(items, 1))

    yield from records(comments, index)


def _comment(item: Any, number: int, commenters: Mapping[str, Commenter], zone: tzinfo) -> ServiceComment:
    fields = item if isinstance(item, dict) else {}
    source = Source(RecordKind.COMMENT, _text(fields, "commentHex")[:80], number)
    page, date = (
        _text(fields, "url") or _text(fields, "path"),
        dates.of_iso(_text(fields, "creationDate"), zone),
    )
    state = _STATES.get(_text(fields, "state"))
    if date is None or state is None:
        why = "without a date" if date is None else f"of the unknown state “{_text(fields, 'state')[:20]}”"
        return ServiceComment(source, page, None, refused=why)
    who, parent = (
        commenters.get(_text(fields, "commenterHex"), Commenter("", "", "")),
        _text(fields, "parentHex"),
    )
    raw = RawComment(
        author=who.name,
        anonymous=_text(fields, "commenterHex") == _ANONYMOUS,
        html=_text(fields, "html"),
        date=date,
        site=who.link,
        email=who.email,
        reply_to=None if parent in ("", _NO_PARENT) else parent,
    )
    return ServiceComment(source, page, raw, state, fields.get("deleted") is True)


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
