"""How a comment of this site is written in Disqus's fields, and read back. Pure."""

from datetime import UTC

from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.importers import embedded as kept
from plugins.importers.elements import Element
from plugins.importers.plain_html import PlainHtml

SPACE = "urn:x-conversation:1"
EXACT = "conversation:comment"
"""The element in which an export of this site keeps what Disqus has no field for."""


def author(comment: Comment) -> str:
    return "" if comment.withdrawn else one_line(comment.author)


def message(comment: Comment) -> str:
    """Disqus keeps HTML."""
    if comment.withdrawn:
        return ""
    return clean(comment.text) if comment.format == "html" else _html(clean(comment.text))


def _html(text: str) -> str:
    html = PlainHtml()
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            html.border()
        else:
            if number:
                html.line_end()
            html.text(line)
    return html.finish()


def created(comment: Comment) -> str:
    """In UTC; of a day its first second there."""
    moment = comment.date.earliest(UTC).astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def own_comment(post: Element) -> Comment | None:
    """The comment as this site exported it, if nobody changed it since."""
    comment = kept.parse(post.get(EXACT)) if post.every(EXACT) else None
    if comment is None:
        return None
    written = next(iter(post.every("author")), post).raw("name"), post.raw("message"), post.raw("createdAt")
    return comment if written == (author(comment), message(comment), created(comment)) else None
