"""Reads a Disqus export as records: comments on articles that this site already has."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from urllib.parse import unquote

from plugins.common.when import When
from plugins.importers import dates, references, reply_cycles
from plugins.importers.article_index import ArticleIndex
from plugins.importers.dates import Clock
from plugins.importers.disqus import export
from plugins.importers.disqus.export import Forum
from plugins.importers.elements import Chunks, Element
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import (
    CommentState,
    ExpectedCount,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
)

_BAD_BYTES = "has bytes that are not of the file's encoding; each became U+FFFD"
_TRACKED_LINK = re.compile(r"https?://disq\.us/(?:url)?\?url=(?P<address>[^\"'&\s]+)[^\"'\s]*")
_SIGNATURE = re.compile(r":[A-Za-z0-9_-]{27}\Z")


def read(chunks: Chunks, where: str, index: ArticleIndex, clock: Clock) -> Iterator[Record]:
    """All records of the forum. `chunks` opens the export anew each time it is called."""
    forum = export.survey(export.items(chunks, where), index)
    if forum.posts:
        yield ExpectedCount(RecordKind.COMMENT, forum.posts)
    for element in export.items(chunks, where):
        if element.name == "post":
            yield from _records(element, forum, clock)
    yield from forum.unmatched()


def _records(post: Element, forum: Forum, clock: Clock) -> Iterator[Record]:
    source = Source(RecordKind.COMMENT, export.identity(post)[:80], post.line)
    thread_id = export.reference(post, "thread")
    thread = forum.threads.get(thread_id)
    date = _date(post.get("createdAt"), clock)
    if thread is None or thread.article is None:
        forum.lost[thread_id] += 1
        why = (
            f"its thread {str(thread)[:200]} matches no article here"
            if thread
            else "its thread is not in the export"
        )
        yield RefusedRecord(source, why)
    elif thread.deleted:
        yield RefusedRecord(source, "its thread was deleted")
    elif post.flaw or thread.article.draft:
        yield RefusedRecord(source, post.flaw or "its article is a draft")
    elif date is None:
        yield RefusedRecord(source, "without a date")
    else:
        yield from _comment(post, source, thread.article.slug, date, forum)


def _comment(post: Element, source: Source, slug: str, date: When, forum: Forum) -> Iterator[Record]:
    state, author = export.state(post), next(iter(post.find_all("author")), post)
    is_deleted = state is CommentState.REJECTED and source.id in forum.answered
    in_cycle = source.id in forum.cut
    raw = RawComment(
        author="" if is_deleted else references.resolved(author.get("name", "username")),
        html="" if is_deleted else _TRACKED_LINK.sub(_link_target, post.raw("message")),
        date=date,
        email="" if is_deleted else author.get("email"),
        reply_to=None if in_cycle else export.reference(post, "parent") or None,
        withdrawn=is_deleted,
    )
    if in_cycle:
        yield RecordWarning(source, reply_cycles.IN_A_CYCLE)
    if post.broken:
        yield RecordWarning(source, _BAD_BYTES)
    yield from records_of(source, slug, raw, CommentState.PUBLISHED if is_deleted else state)


def _link_target(found: re.Match[str]) -> str:
    """The address behind a link with which Disqus counted clicks, without its signature."""
    return escape(_SIGNATURE.sub("", unquote(found["address"])))


def _date(text: str, clock: Clock) -> When | None:
    """The date of a time in UTC, in the site's zone. (Disqus showed it in the zone of each reader.)"""
    try:
        moment = datetime.fromisoformat(text.strip())
        shown = moment.replace(tzinfo=moment.tzinfo or UTC, microsecond=0).astimezone(clock.zone)
    except (ValueError, OverflowError):
        return None
    return dates.of_moment(shown)
