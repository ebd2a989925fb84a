"""What a comment is. No file, no HTML, no Pelican."""

from typing import Literal, NamedTuple

from plugins.common.when import When

MAXIMUM_BYTES = 64 * 1024
"""A comment file larger than this is no comment; linking is linear, but a page is for people."""


class Comment(NamedTuple):
    """One published comment. `text` is what was typed, not cleaned and not HTML (unless `format` says so).
    `role`: "author" where whoever writes the articles wrote it; a name alone proves nothing.

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

    @property
    def anchor(self) -> str:
        """The fragment that leads here; Dotclear's `#c123` keeps its number."""
        return f"c{self.id}"


class ParsedComment(NamedTuple):
    """A comment and the place of its words, for whoever has to mend the file."""

    comment: Comment
    where: str
    reply_line: int = 0
    id_line: int = 0
