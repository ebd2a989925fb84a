"""How a comment of this site is written in Isso's columns, and read back. Pure."""

from datetime import UTC
from html import escape

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.importers import embedded as kept
from plugins.importers.isso import html_to_markdown, markdown_text
from plugins.importers.isso.database import IssoRow
from plugins.views.conversation import site_href

PUBLISHED, PENDING, DELETED = 1, 2, 4


def author(comment: Comment) -> str:
    """Escaped: Isso's client makes HTML of it as it is, between quotes of either kind."""
    return "" if comment.withdrawn else escape(one_line(comment.author))


def text(comment: Comment) -> str:
    """The words of a comment as Markdown, which is what Isso keeps."""
    if comment.withdrawn:
        return ""
    if comment.format == "html":
        return html_to_markdown.markdown(imported.clean_html(comment.text))
    return markdown_text.to_markdown(clean(comment.text))


def website(comment: Comment) -> str:
    """Escaped too, and only what this site would link: Isso links whatever stands there."""
    return escape(site_href(comment.site) or "") if comment.withdrawn is None else ""


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
