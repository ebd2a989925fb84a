"""How a comment of this site is written in WordPress's fields, and read back. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers import embedded as kept
from plugins.importers.elements import Element
from plugins.importers.wordpress import wxr
from plugins.views.conversation import site_href


def fields(comment: Comment) -> Mapping[str, str]:
    """What WordPress shows of it. A withdrawn comment has neither name nor words there. Mail and network
    addresses are not here; without their elements some readers of the format fail.
    """
    gone = comment.withdrawn is not None
    wall, utc = dates(comment.date)
    return {
        "wp:comment_author": "" if gone else escape(one_line(comment.author)),
        "wp:comment_author_email": "",
        "wp:comment_author_url": "" if gone else escape(site_href(comment.site) or ""),
        "wp:comment_author_IP": "",
        "wp:comment_date": wall,
        "wp:comment_date_gmt": utc,
        "wp:comment_content": "" if gone else _content(comment),
    }


def _content(comment: Comment) -> str:
    """HTML, in which WordPress makes line ends of newlines."""
    if comment.format == "html":
        return str(imported.clean_html(comment.text))
    return escape(clean(comment.text), quote=False)


def dates(date: When) -> tuple[str, str]:
    """A moment on the wall and in UTC, by which WordPress sorts; of a day midnight on both."""
    if date.moment is None:
        midnight = _spelt(datetime(date.year, date.month or 1, date.day or 1))
        return midnight, midnight
    return _spelt(date.moment), _spelt(date.moment.astimezone(UTC))


def _spelt(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def own_comment(element: Element) -> Comment | None:
    """The comment as this site exported it, if nobody changed it in WordPress since."""
    for packed in wxr.meta(element, wxr.EXACT):
        comment = kept.parse(packed)
        if comment is not None and all(element.raw(name) == text for name, text in fields(comment).items()):
            return comment
    return None
