"""Writes a comment of this site in WordPress's fields, and reads it back. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.common.when import When
from plugins.importers import embedded
from plugins.importers.elements import Element
from plugins.importers.wordpress import wxr
from plugins.views.conversation import site_href


def fields(comment: Comment) -> Mapping[str, str]:
    """The fields that WordPress shows; a withdrawn comment has neither name nor text there. E-mail and
    network addresses are empty, not left out, because some readers of the format need their elements."""
    is_withdrawn = comment.withdrawn is not None
    wall, utc = dates(comment.date)
    return {
        "wp:comment_author": "" if is_withdrawn else escape(one_line(comment.author)),
        "wp:comment_author_email": "",
        "wp:comment_author_url": "" if is_withdrawn else escape(site_href(comment.site) or ""),
        "wp:comment_author_IP": "",
        "wp:comment_date": wall,
        "wp:comment_date_gmt": utc,
        "wp:comment_content": "" if is_withdrawn else _content(comment),
    }


def _content(comment: Comment) -> str:
    """The HTML of a comment. WordPress shows its newlines as line breaks."""
    if comment.format == "html":
        return str(imported.clean_html(comment.text))
    return escape(clean(comment.text), quote=False)


def dates(date: When) -> tuple[str, str]:
    """The date as local time and in UTC, by which WordPress sorts; midnight in both if only the day is
    known."""
    if date.moment is None:
        midnight = _text(datetime(date.year, date.month or 1, date.day or 1))
        return midnight, midnight
    return _text(date.moment), _text(date.moment.astimezone(UTC))


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def own_comment(element: Element) -> Comment | None:
    """The comment that this site exported, unless it was changed in WordPress since."""
    for packed in wxr.meta(element, wxr.OWN_DATA):
        comment = embedded.parse(packed)
        if comment is not None and all(element.raw(name) == text for name, text in fields(comment).items()):
            return comment
    return None
