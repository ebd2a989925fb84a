"""Converts a published comment back to the fields of the form, for rules and searches."""

import re
from html import unescape

from plugins.comments import imported
from plugins.comments.form import CommentInput
from plugins.comments.model import Comment

_HREF = re.compile(r'href="([^"]+)"')  # as nh3 writes it


def as_words(slug: str, comment: Comment) -> CommentInput:
    return CommentInput(slug, comment.author, _text(comment), site=comment.site, reply_to=comment.reply_to)


def _text(comment: Comment) -> str:
    """The text; of imported HTML, the visible text and the targets of its links."""
    if comment.format == "text":
        return comment.text
    html = imported.clean_html(comment.text)
    visible = html.striptags()
    hidden = [href for escaped in _HREF.findall(html) if (href := unescape(escaped)) not in visible]
    return "\n".join((visible, *hidden))
