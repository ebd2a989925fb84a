"""Comments of a service that knows pages by their addresses, as records. Pure."""

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
    """`raw`: None where it cannot be read, and `refused` says why. `deleted`: by whomever."""

    source: Source
    page: str
    raw: RawComment | None
    state: CommentState = CommentState.PUBLISHED
    deleted: bool = False
    refused: str = ""


def records(comments: Callable[[], Iterator[ServiceComment]], index: ArticleIndex) -> Iterator[Record]:
    """All comments, in two passes. `comments` gives them from the first, each time it is called."""
    number = 0
    parents: dict[str, str] = {}
    answered: set[str] = set()
    for one in comments():
        number += 1
        if one.raw is not None and one.raw.reply_to:
            parents[one.source.id] = one.raw.reply_to
            if one.state is CommentState.PUBLISHED and not one.deleted:
                answered.add(one.raw.reply_to)
    if number:
        yield ExpectedCount(RecordKind.COMMENT, number)
    lost: Counter[str] = Counter()
    cut = reply_cycles.links_to_cut(parents)
    for one in comments():
        article = index.find(one.page)
        if article is None:
            lost[one.page] += 1
            yield RefusedRecord(
                one.source, f"its page {one.page[:200] or 'has no address and'} matches no article here"
            )
        elif article.draft:
            yield RefusedRecord(one.source, "its article is a draft")
        else:
            yield from _records(one, article.slug, one.source.id in cut, one.source.id in answered)
    for page, count in sorted(lost.items()):
        source = Source(RecordKind.OTHER, f"page {page[:200]}", 0)
        yield RecordWarning(source, f"no article here; {count:,} of its comments stay out")


def _records(one: ServiceComment, slug: str, in_cycle: bool, answered: bool) -> Iterator[Record]:
    raw = one.raw
    if raw is None or one.refused:
        yield RefusedRecord(one.source, one.refused or "cannot be read")
        return
    if in_cycle:
        raw = replace(raw, reply_to=None)
        yield RecordWarning(one.source, reply_cycles.IN_A_CYCLE)
    state = one.state
    if one.deleted and answered:
        raw, state = (
            replace(raw, author="", html="", site="", email="", withdrawn=True),
            CommentState.PUBLISHED,
        )
    elif one.deleted and not raw.html.strip():
        yield RefusedRecord(one.source, "was deleted, and nothing is left of it")
        return
    elif one.deleted:
        state = CommentState.REJECTED
    yield from records_of(one.source, slug, raw, state)
