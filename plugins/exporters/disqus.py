"""Exports comments for Disqus: as WXR with an additional element that identifies a page. Pure.

Disqus' own exports have another format, which it does not import (help.disqus.com, article 1717222: Custom
XML Import Format). Times are in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common.text import clean, one_line
from plugins.exporters.export import Conversation, Export, ExportedComment, commented
from plugins.exporters.losses import Capabilities
from plugins.exporters.markup import element
from plugins.exporters.site import ExportedContent, ExportedSite
from plugins.importers.plain_html import PlainHtml
from plugins.views.conversation import site_href

_CAPABILITIES = Capabilities()
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dsq="http://www.disqus.com/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.0/"
>
<channel>
"""


def export(site: ExportedSite) -> Export:
    """An item for each article with comments."""
    pieces, left_out = commented(site)
    conversation = Conversation(site, _CAPABILITIES)
    items = [_item(piece, site, conversation) for piece in pieces]
    counts = {"threads": len(pieces), "comments": sum(len(piece.comments) for piece in pieces)}
    text = "".join([_HEAD, *items, "</channel>\n</rss>\n"])
    return Export(text.encode(), counts, tuple(conversation.losses), tuple(left_out), whole=False)


def _item(piece: ExportedContent, site: ExportedSite, conversation: Conversation) -> str:
    comments = "".join(_comment(exported) for exported in conversation.of(piece))
    return f"<item>\n{''.join(_fields(piece, site))}{comments}</item>\n"


def _fields(piece: ExportedContent, site: ExportedSite) -> Iterator[str]:
    yield element("title", piece.article.title)
    yield element("link", site.link(piece))
    yield element("content:encoded", "")
    yield element("dsq:thread_identifier", piece.article.id)
    if (date := piece.date(site.zone)) is not None:
        yield element("wp:post_date_gmt", _moment(date.earliest(site.zone).astimezone(UTC)))
    yield element("wp:comment_status", "closed" if piece.head.get("comments") == "closed" else "open")


def _comment(exported: ExportedComment) -> str:
    comment = exported.public
    fields = {
        "wp:comment_id": str(exported.number),
        "wp:comment_author": one_line(comment.author),
        "wp:comment_author_email": "",
        "wp:comment_author_url": site_href(comment.site) or "",
        "wp:comment_author_IP": "",
        "wp:comment_date_gmt": _moment(comment.date.earliest(UTC).astimezone(UTC)),
        "wp:comment_content": _content(comment),
        "wp:comment_approved": "1",
        "wp:comment_parent": str(exported.parent),
    }
    inside = "".join(element(name, text) for name, text in fields.items())
    return f"<wp:comment>\n{inside}</wp:comment>\n"


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def _content(comment: Comment) -> str:
    if comment.format == "html":
        return str(imported.clean_html(comment.text))
    return _html(clean(comment.text))


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
