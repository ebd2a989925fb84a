"""From the archive's entries to what a page shows of them. Pure."""

from collections.abc import Sequence

from markupsafe import Markup

from plugins.comments import imported, links, markup, receipt
from plugins.comments.model import Comment
from plugins.comments.threads import Entry
from plugins.common.html import trusted_html
from plugins.common.text import one_line
from plugins.views import dates, prose
from plugins.views.model import CommentView, ReplyTo

_ENOUGH = 200  # characters, for nearly all; a text that is mostly white space is read whole
Thread = tuple[Entry, ...]


def dress(thread: Thread, url: str, shown: int | None) -> tuple[CommentView, ...]:
    """Views in the thread's order. `url`: the article's; `shown`: how many characters of a long address are
    seen, None for all."""
    answers: dict[int, list[int]] = {}
    for entry in thread:
        if entry.parent is not None and entry.comment.withdrawn is None:
            answers.setdefault(entry.parent, []).append(entry.number)
    return tuple(_comment(entry, thread, url, shown, answers.get(entry.number, ())) for entry in thread)


def _comment(
    entry: Entry, thread: Thread, url: str, shown: int | None, answers: Sequence[int]
) -> CommentView:
    comment = entry.comment
    gone = comment.withdrawn is not None
    body_html = trusted_html("") if gone else body(comment, shown)
    return CommentView(
        number=entry.number,
        anchor=comment.anchor,
        author="" if gone else one_line(comment.author),
        site_href=None if gone else site_href(comment.site),
        locale_date=one_line(comment.shown) if comment.shown else dates.of_comment(comment.date),
        datetime=comment.date.isoformat(),
        body_html=body_html,
        feed_html=markup.whole(body_html),
        reply_to=_reply_to(entry, thread),
        cut_addresses=0 if gone or comment.format == "html" else len(links.cut_labels(comment.text)),
        edited=comment.edited,
        locale_edited=dates.in_words(comment.edited) if comment.edited else "",
        withdrawn=comment.withdrawn,
        date=comment.date,
        excerpt=_excerpt(comment),
        fingerprint=receipt.fingerprint(comment.text)
        if not gone and receipt.is_submitted(comment.id)
        else None,
        replies=tuple(answers),
        replies_feed=f"{url}{comment.anchor}.atom.xml" if answers and not gone else None,
    )


def body(comment: Comment, shown: int | None) -> Markup:
    """The words as HTML, through one of the two doors for visitors' words."""
    if comment.format == "html":
        return imported.clean_html(comment.text)
    return markup.to_html(comment.text, shown=shown)


def _excerpt(comment: Comment) -> str:
    """The beginning, as plain text."""
    if comment.withdrawn is not None:
        return ""
    if comment.format == "html":
        return prose.description(prose.plain(imported.clean_html(comment.text)))
    beginning = one_line(comment.text[:_ENOUGH])
    is_cut = len(beginning) > prose.DESCRIPTION_LENGTH
    return prose.description(beginning if is_cut else one_line(comment.text))


def site_href(site: str | None) -> str | None:
    """A visitor's own address, if the linker takes all of it for one; never the raw field."""
    found = links.find(site) if site else []
    return (
        found[0].href
        if site and len(found) == 1 and (found[0].start, found[0].end) == (0, len(site))
        else None
    )


def _reply_to(entry: Entry, thread: Thread) -> ReplyTo | None:
    if entry.parent is not None:
        return ReplyTo(entry.parent, thread[entry.parent - 1].comment.anchor)
    return ReplyTo(None, "") if entry.orphan else None
