"""A published comment as the words that its sender might have typed: what rules and searches go through."""

import re
from html import unescape

from plugins.comments import imported
from plugins.comments.form import CommentInput
from plugins.comments.model import Comment

_HREF = re.compile(r'href="([^"]+)"')  # as nh3 writes it


def as_words(slug: str, comment: Comment) -> CommentInput:
    return CommentInput(slug, comment.author, _text(comment), site=comment.site, reply_to=comment.reply_to)


def _text(comment: Comment) -> str:
    """Of an imported comment: what is read, and where its links lead."""
    if comment.format == "text":
        return comment.text
    html = imported.clean_html(comment.text)
    read = html.striptags()
    hidden = [href for found in _HREF.findall(html) if (href := unescape(found)) not in read]
    return "\n".join((read, *hidden))
