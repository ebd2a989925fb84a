"""A comment, and the headers of its file, one row each. Pure.

A new header needs a field of `Comment` and a row of `HEADERS`; the file, the queue, exports and imports
follow.
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from plugins.comments.values import ADDRESSES, DATE, ID, TEXT, ValueKind, one_of
from plugins.common import page_ids
from plugins.common.when import When

MAXIMUM_BYTES = 64 * 1024
"""A larger file is refused: nobody reads a comment of that length on a page."""


class Comment(NamedTuple):
    """One published comment.

    `text` is as typed: not cleaned, and not HTML unless `format` says so.
    `shown` is the date as the old site printed it.
    `role` is "author" for comments of the blog's author, whom a name alone would not prove.
    `archived` lists dead addresses in the text, which its page links to the Web Archive instead.

    A tuple, because an archive may hold a hundred thousand and a frozen dataclass takes five times as long to
    create.
    """

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
        """Its URL fragment. Comments imported from Dotclear keep theirs: `#c123`."""
        return f"{page_ids.COMMENT}{self.id}"

    def emptied(self, author: str) -> "Comment":
        """What stays once it is withdrawn: no text, and the placeholder `author` instead of a name."""
        return self._replace(**{header.field: header.default for header in _GONE}, author=author, text="")


@dataclass(frozen=True, slots=True)
class CommentHeader:
    """One header.

    `name`: in the file. `field`: of `Comment`. `default`: the field's value if the file has no such line.
    `common`: occurs in usual files; most have no other headers. Its value is a date, or is kept as written,
    and None is its default.
    `lasts`: stays when the comment is withdrawn.
    `loss`: what an export reports as lost, if the other system has no such field.
    """

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
"""Fields that a submission stores in its own way, or never has."""
WAITING = tuple(header.name for header in HEADERS if header.field not in _OF_A_SUBMISSION)
"""Headers that the queue keeps with a comment that was imported, or edited by a moderator."""
_GONE = tuple(header for header in HEADERS if not (header.lasts or header.required))


class ParsedComment(NamedTuple):
    """A comment with its file and the lines of its headers, for error messages."""

    comment: Comment
    where: str
    reply_line: int = 0
    id_line: int = 0
