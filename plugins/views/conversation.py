"""Turns the entries of a thread into the views of its comments. Pure."""

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from plugins.comments import imported, links, markup, receipt
from plugins.comments.model import Comment
from plugins.comments.threads import ThreadEntry
from plugins.common.digests import digest
from plugins.common.feed_formats import REPLIES
from plugins.common.html import trusted_html
from plugins.common.settings import setting
from plugins.common.text import one_line
from plugins.views import dates, prose
from plugins.views.comment_model import CommentView, LastComment, Reply, ReplyTo

_ENOUGH = 200  # characters that usually suffice for an excerpt; a text with much white space needs more
_BESIDE = 60  # characters of an excerpt that stands beside a name on one line
_HTML = ("body_html", "feed_html")
_beside_html = attrgetter(*(name for name in CommentView._fields if name not in _HTML))
_SPACED = re.compile(r"(?<=«) | (?=[!?;:»])")
Thread = tuple[ThreadEntry, ...]


def address_length(settings: Mapping[str, Any]) -> int | None:
    """How many characters of a long address pages show; None for all."""
    length: int | None = setting(settings, "COMMENT_ADDRESS_LENGTH")
    return length


def views(thread: Thread, url: str, length: int | None, lang: str) -> tuple[CommentView, ...]:
    """The views of a thread, in its order. `url`: of the article. `length`: how many characters of a long
    address are visible; None for all. `lang`: the site's language."""
    replies: dict[int, list[Reply]] = {}
    for entry in thread:
        if entry.parent is not None and entry.comment.withdrawn is None:
            replies.setdefault(entry.parent, []).append(Reply(entry.number, entry.comment.anchor))
    return tuple(_comment(each, thread, url, length, lang, replies.get(each.number, ())) for each in thread)


def alone(entry: ThreadEntry, thread: Thread, url: str, length: int | None, lang: str) -> CommentView:
    """The view of one comment outside its thread, without links to its answers."""
    return _comment(entry, thread, url, length, lang, ())


def last(comments: Sequence[CommentView], lang: str) -> LastComment | None:
    """The newest comment; None if there is none, or all were withdrawn."""
    comment = next((one for one in reversed(comments) if one.withdrawn is None), None)
    if comment is None:
        return None
    day, excerpt = dates.in_words(comment.date, lang), _bound(prose.shortened(comment.excerpt, _BESIDE))
    return LastComment(comment.number, comment.anchor, comment.author, day, excerpt)


def digest_of(comments: Sequence[CommentView]) -> bytes:
    """A digest of everything that pages may show of these comments. HTML is not included by `repr`, which is
    slow on long texts."""
    html = [text for comment in comments for text in (comment.body_html, comment.feed_html)]
    return digest("\0".join([repr([*map(_beside_html, comments)]), *html]).encode())


def _comment(
    entry: ThreadEntry, thread: Thread, url: str, length: int | None, lang: str, replies: Sequence[Reply]
) -> CommentView:
    comment = entry.comment
    gone = comment.withdrawn is not None
    body_html = trusted_html("") if gone else body(comment, length)
    return CommentView(
        number=entry.number,
        anchor=comment.anchor,
        author="" if gone else one_line(comment.author),
        site_href=None if gone else site_href(comment.site),
        locale_date=one_line(comment.shown) if comment.shown else dates.of_comment(comment.date, lang),
        datetime=comment.date.isoformat(),
        body_html=body_html,
        feed_html=markup.whole(body_html),
        reply_to=_reply_to(entry, thread),
        cut_addresses=0 if gone or comment.format == "html" else len(links.cut_labels(comment.text)),
        header=comment.emptied("") if gone else comment._replace(author="", text="", site=None),
        locale_edited=dates.in_words(comment.edited, lang) if comment.edited else "",
        excerpt=_excerpt(comment),
        fingerprint=receipt.fingerprint(comment.text)
        if not gone and receipt.is_submitted(comment.id)
        else None,
        replies=tuple(replies),
        replies_feed=REPLIES.path(f"{url}{comment.anchor}") if replies and not gone else None,
        is_by_author=comment.role == "author" and not gone,
    )


def body(comment: Comment, length: int | None) -> Markup:
    """The text of a comment as HTML, by one of the two sanitisers."""
    if comment.format == "html":
        return imported.clean_html(comment.text)
    return markup.to_html(comment.text, address_length=length)


def _bound(text: str) -> str:
    """A text with no-break spaces at French punctuation, so that no line ends with « or begins with such a
    sign."""
    return _SPACED.sub("\u00a0", text)


def _excerpt(comment: Comment) -> str:
    """The beginning of a comment as plain text, without what it quotes."""
    if comment.withdrawn is not None:
        return ""
    if comment.format == "html":
        return prose.description(prose.plain(imported.clean_html(comment.text)))
    text = _without_quotations(comment.text) if comment.text.startswith(">") else comment.text
    beginning = one_line(text[:_ENOUGH])
    is_cut = len(beginning) > prose.DESCRIPTION_LENGTH
    return prose.description(beginning if is_cut else one_line(text))


def _without_quotations(text: str) -> str:
    """The lines that are not quotations; all lines if there are no others."""
    own = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return own if own.strip() else text


def site_href(site: str | None) -> str | None:
    """The href of a visitor's site, if the linker takes the whole field for one address; otherwise None."""
    address = links.whole(site) if site else None
    return address.href if address else None


def _reply_to(entry: ThreadEntry, thread: Thread) -> ReplyTo | None:
    if entry.parent is None:
        return ReplyTo(None, "") if entry.orphan else None
    answered = thread[entry.parent - 1].comment
    if answered.withdrawn is not None:
        return ReplyTo(entry.parent, answered.anchor)
    is_above = entry.parent == entry.number - 1
    excerpt = "" if is_above else prose.shortened(_excerpt(answered), _BESIDE)
    return ReplyTo(entry.parent, answered.anchor, one_line(answered.author), excerpt)
