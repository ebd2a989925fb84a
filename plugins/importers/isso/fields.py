"""How a comment of this site is written in Isso's columns, and read back. Pure."""

from datetime import UTC

from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.importers import embedded as kept
from plugins.importers.isso import markdown_text
from plugins.importers.isso.database import IssoRow

PUBLISHED, PENDING, DELETED = 1, 2, 4


def author(comment: Comment) -> str:
    return "" if comment.withdrawn else one_line(comment.author)


def text(comment: Comment) -> str:
    """Isso keeps Markdown, in which HTML may stand."""
    if comment.withdrawn:
        return ""
    return clean(comment.text) if comment.format == "html" else markdown_text.to_markdown(clean(comment.text))


def website(comment: Comment) -> str:
    return "" if comment.withdrawn or not comment.site else one_line(comment.site)


def created(comment: Comment) -> float:
    """Seconds since 1970; of a day its first second in UTC."""
    return comment.date.earliest(UTC).timestamp()


def own_comment(row: IssoRow) -> Comment | None:
    """The comment as this site exported it, if nobody changed it in Isso since."""
    comment = kept.parse(row.exact) if row.exact else None
    if comment is None or row.created != created(comment):
        return None
    written = (row.author, row.text, row.website)
    return comment if written == tuple(one(comment).encode() for one in (author, text, website)) else None
