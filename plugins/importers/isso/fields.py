"""Writes a comment of this site in Isso's columns, and reads it back. Pure."""

from datetime import UTC
from html import escape

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.importers import embedded
from plugins.importers.isso import html_to_markdown, markdown_text
from plugins.importers.isso.database import IssoRow
from plugins.views.conversation import site_href

PUBLISHED, PENDING, DELETED = 1, 2, 4


def author(comment: Comment) -> str:
    """The author, escaped, because Isso's client inserts it into HTML as it is, between quotes of either
    kind."""
    return "" if comment.withdrawn else escape(one_line(comment.author))


def text(comment: Comment) -> str:
    """The text as Markdown, in which Isso stores comments."""
    if comment.withdrawn:
        return ""
    if comment.format == "html":
        return html_to_markdown.markdown(imported.clean_html(comment.text))
    return markdown_text.to_markdown(clean(comment.text))


def website(comment: Comment) -> str:
    """The author's site, escaped; "" if this site would not link to it, because Isso links anything."""
    return escape(site_href(comment.site) or "") if comment.withdrawn is None else ""


def created(comment: Comment) -> float:
    """The date in seconds since 1970; for a day, its first second in UTC."""
    return comment.date.earliest(UTC).timestamp()


def own_comment(row: IssoRow) -> Comment | None:
    """The comment that this site exported, unless it was changed in Isso since."""
    comment = embedded.parse(row.exact) if row.exact else None
    if comment is None or row.created != created(comment):
        return None
    written = (row.author, row.text, row.website)
    return comment if written == tuple(one(comment).encode() for one in (author, text, website)) else None
