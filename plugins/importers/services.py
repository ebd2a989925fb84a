"""Makes records of the comments of a service that identifies pages by their addresses. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plugins.importers import reply_cycles
from plugins.importers.article_index import ArticleIndex
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


@dataclass(frozen=True, slots=True)
class ServiceComment:
    """A comment in a service's export. `raw`: None if it cannot be read; `refused` is the reason. `deleted`:
    by its author or a moderator."""

    source: Source
    page: str
    raw: RawComment | None
    state: CommentState = CommentState.PUBLISHED
    deleted: bool = False
    refused: str = ""


def records(comments: Callable[[], Iterator[ServiceComment]], index: ArticleIndex) -> Iterator[Record]:
    """The records of all comments, in two passes. `comments` returns them from the first, each time it is
    called."""
    number = 0
    parents: dict[str, str] = {}
    answered: set[str] = set()
    for comment in comments():
        number += 1
        if comment.raw is not None and comment.raw.reply_to:
            parents[comment.source.id] = comment.raw.reply_to
            if comment.state is CommentState.PUBLISHED and not comment.deleted:
                answered.add(comment.raw.reply_to)
    if number:
        yield ExpectedCount(RecordKind.COMMENT, number)
    lost: Counter[str] = Counter()
    cut = reply_cycles.links_to_cut(parents)
    for comment in comments():
        article, source = index.find(comment.page), comment.source
        if article is None:
            lost[comment.page] += 1
            page = comment.page[:200] or "has no address and"
            yield RefusedRecord(source, f"its page {page} matches no article here")
        elif article.draft:
            yield RefusedRecord(source, "its article is a draft")
        else:
            yield from _records(comment, article.slug, source.id in cut, source.id in answered)
    for page, count in sorted(lost.items()):
        source = Source(RecordKind.OTHER, f"page {page[:200]}", 0)
        yield RecordWarning(source, f"no article here; {count:,} of its comments stay out")


def _records(comment: ServiceComment, slug: str, in_cycle: bool, answered: bool) -> Iterator[Record]:
    """The records of one comment. A deleted one with answers becomes a withdrawn one."""
    raw = comment.raw
    if raw is None or comment.refused:
        yield RefusedRecord(comment.source, comment.refused or "cannot be read")
        return
    if in_cycle:
        raw = replace(raw, reply_to=None)
        yield RecordWarning(comment.source, reply_cycles.IN_A_CYCLE)
    state = comment.state
    if comment.deleted and answered:
        raw, state = (
            replace(raw, author="", html="", site="", email="", withdrawn=True),
            CommentState.PUBLISHED,
        )
    elif comment.deleted and not raw.html.strip():
        yield RefusedRecord(comment.source, "was deleted, and nothing is left of it")
        return
    elif comment.deleted:
        state = CommentState.REJECTED
    yield from records_of(comment.source, slug, raw, state)
