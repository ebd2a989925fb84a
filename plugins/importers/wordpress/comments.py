"""Converts a `<wp:comment>` to a comment, or refuses it. Pure."""

from collections.abc import Iterator, Mapping

from plugins.importers import references, reply_cycles
from plugins.importers.dates import Clock
from plugins.importers.elements import Element
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import ImportedComment, Record, RecordWarning, RefusedRecord
from plugins.importers.wordpress import fields, wxr
from plugins.importers.wordpress.blog import WordpressBlog
from plugins.importers.wordpress.posts import BAD_BYTES


def records(
    comment: Element, blog: WordpressBlog, slugs: Mapping[int, str], clock: Clock
) -> Iterator[Record]:
    """The records of a comment: the comment with its warnings, or its refusal."""
    source = wxr.comment_source(comment)
    date = wxr.date(comment, "wp:comment_date", clock)
    reason = comment.flaw or _refused(comment, blog)
    if reason or date is None:
        yield RefusedRecord(source, reason or "without a date")
        return
    slug, state = slugs[comment.within], wxr.STATES[comment.get("wp:comment_approved")]
    if own := fields.own_comment(comment):
        yield ImportedComment(source, slug, own, state, comment.get("wp:comment_author_email") or None)
        return
    parent, in_cycle = comment.get("wp:comment_parent"), (comment.within, source.id) in blog.cut
    raw = RawComment(
        author=references.resolved(comment.get("wp:comment_author")),
        html=comment.raw("wp:comment_content"),
        date=date,
        site=references.resolved(comment.get("wp:comment_author_url")),
        email=comment.get("wp:comment_author_email"),
        reply_to=parent if parent not in ("", "0") and not in_cycle else None,
        line_ends=True,
    )
    if in_cycle:
        yield RecordWarning(source, reply_cycles.IN_A_CYCLE)
    if comment.broken:
        yield RecordWarning(source, BAD_BYTES)
    yield from records_of(source, slug, raw, state)


def _refused(comment: Element, blog: WordpressBlog) -> str | None:
    post = blog.posts.get(comment.within)
    kind, status = comment.get("wp:comment_type"), comment.get("wp:comment_approved")
    if post is None:
        return "it stands under no article"
    if kind not in wxr.COMMENT_TYPES:
        return f"of the type “{kind[:40]}”, which readers were not shown"
    if post.refused:
        return f"its article is {post.refused}"
    if post.draft:
        return "its article is a draft"
    if status not in wxr.STATES:
        return f"of the unknown status “{status[:20]}”"
    return None
