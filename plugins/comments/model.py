"""What a comment is, and the headers of its file, one row each. No file, no HTML, no Pelican.

A new header is a field of `Comment` and a row of `HEADERS`: its file, the queue, exports and imports follow.
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from plugins.comments.values import ADDRESSES, DATE, ID, TEXT, ValueKind, one_of
from plugins.common import page_ids
from plugins.common.when import When

MAXIMUM_BYTES = 64 * 1024
"""A comment file larger than this is not a comment; linking is linear, but a page is for people."""


class Comment(NamedTuple):
    """One published comment. `text` is what was typed, not cleaned and not HTML (unless `format` says so).
    `role`: "author" where whoever writes the articles wrote it; a name alone proves nothing. `archived`:
    addresses in it that lead nowhere any more, for which its page leads to the Web Archive.

    A tuple: an archive has a hundred thousand, and a frozen dataclass takes five times as long to make."""

    id: str
    author: str
    date: When
    text: str
    shown: str | None = None
    site: str | None = None
    reply_to: str | None = None
    format: Literal["text", "html"] = "text"
    edited: When | None = None
    withdrawn: When | None = None
    role: Literal["author"] | None = None
    archived: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The fragment that leads here; Dotclear's `#c123` keeps its number."""
        return f"{page_ids.COMMENT}{self.id}"

    def emptied(self, author: str) -> "Comment":
        """What may be known of it once it is withdrawn: neither words nor a name, but for one that stands in
        place of all names."""
        return self._replace(**{header.field: header.default for header in _GONE}, author=author, text="")


@dataclass(frozen=True, slots=True)
class CommentHeader:
    """`name`: in the file, `field`: of `Comment`. `default`: what the field holds where there is no such
    line. `common`: nearly all files have no others. `lasts`: stays when the comment is withdrawn. `loss`:
    what is told of a system to which it cannot be exported."""

    name: str
    field: str
    value: ValueKind
    default: Any = None
    required: bool = False
    common: bool = False
    lasts: bool = False
    loss: str = ""


_FORMAT_HINT = "Write “html” for an imported comment; delete the line for text."
_ROLE_HINT = "Write “author” for a comment of whoever writes here; delete the line for anybody else."
_FORMAT = one_of(("text", "html"), "format", _FORMAT_HINT)
_ROLE = one_of(("author",), "role", _ROLE_HINT)
_SHOWN = "the date as the old site printed it"

HEADERS = (
    CommentHeader("Id", "id", ID, required=True, common=True, lasts=True),
    CommentHeader("Author", "author", TEXT, required=True, common=True),
    CommentHeader("Date", "date", DATE, required=True, common=True, lasts=True),
    CommentHeader("Shown", "shown", TEXT, common=True, lasts=True, loss=_SHOWN),
    CommentHeader("Site", "site", TEXT, common=True),
    CommentHeader("Reply-To", "reply_to", ID, common=True, lasts=True),
    CommentHeader("Format", "format", _FORMAT, default="text"),
    CommentHeader("Edited", "edited", DATE, lasts=True, loss="when it was changed"),
    CommentHeader("Withdrawn", "withdrawn", DATE, lasts=True),
    CommentHeader("Role", "role", _ROLE, loss="that whoever writes here wrote it"),
    CommentHeader("Archived", "archived", ADDRESSES, default=(), loss="which of its addresses are dead"),
)
"""In the order in which they are written."""
_OF_A_SUBMISSION = {"id", "author", "site", "reply_to", "role", "withdrawn"}
"""What a submission says otherwise, or what becomes of none."""
WAITING = tuple(header.name for header in HEADERS if header.field not in _OF_A_SUBMISSION)
"""Those that wait in the queue with a comment that is imported, or edited by a moderator."""
_GONE = tuple(header for header in HEADERS if not (header.lasts or header.required))


class ParsedComment(NamedTuple):
    """A comment and the place of its words, for whoever has to mend the file."""

    comment: Comment
    where: str
    reply_line: int = 0
    id_line: int = 0
