"""Reads an export of Over-blog as records, in three passes: a survey of the blog, its posts, its comments."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from plugins.common.text import clean, one_line
from plugins.importers import dates, made_ids, origins, permalinks, terms
from plugins.importers.dates import Clock
from plugins.importers.elements import Chunks, Element
from plugins.importers.origins import Prefix
from plugins.importers.over_blog import post as posts
from plugins.importers.over_blog.post import PostKey
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import (
    CommentState,
    ExpectedCount,
    ImportedArticle,
    MovedAddress,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
    known_by,
)
from plugins.importers.terms import Slugs

_SHOWN = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_STATUSES = 10
_FEED = MovedAddress(Source(RecordKind.OTHER, "site", 0), "/rss", "/feed/atom.xml")


@dataclass(slots=True)
class OverBlog:
    """`ids`: of posts; `slugs`: of those that are imported; `refused`: why others are not; `drafts`:
    imported, but not public; `commented`: posts with comments, even if all of them wait. `statuses`: those of
    comments that may not have been public, counted; `answered`: ids of comments with replies, by number.
    `zoneless`: a time has no zone."""

    prefix: str
    public: frozenset[str]
    counts: Counter[RecordKind] = field(default_factory=Counter)
    ids: dict[PostKey, str] = field(default_factory=dict)
    names: dict[PostKey, str] = field(default_factory=dict)
    slugs: dict[PostKey, str] = field(default_factory=dict)
    refused: dict[PostKey, str] = field(default_factory=dict)
    drafts: set[PostKey] = field(default_factory=set)
    commented: set[PostKey] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    answered: dict[int, str] = field(default_factory=dict)
    zoneless: bool = False


def read(
    chunks: Chunks,
    where: str,
    slugs: Slugs,
    clock: Clock,
    public: frozenset[str] = frozenset(),
    prefix: Prefix = origins.only,
) -> Iterator[Record]:
    """All records. `chunks` opens the export anew each time it is called. `public`: the statuses of public
    comments."""
    blog = OverBlog(prefix("overblog", ""), public)
    _survey(posts.everything(chunks, where), blog, clock)
    for key, wanted in blog.names.items():
        identity = blog.ids[key]
        blog.slugs[key] = slugs.give(wanted, f"{blog.prefix}-{identity}", identity)
    yield from (ExpectedCount(kind, blog.counts[kind]) for kind in RecordKind if blog.counts[kind])
    yield from _warnings(blog, clock)
    articles = (_article(post, blog, slugs, clock) for post in posts.posts(chunks, where))
    yield from permalinks.with_offer(chain.from_iterable(articles))
    ids = made_ids.CommentIds()
    for element in posts.everything(chunks, where):
        if element.name == "comment":
            yield from _comment(element, blog, clock, ids)
    if blog.slugs:
        yield _FEED


def _survey(elements: Iterator[Element], blog: OverBlog, clock: Clock) -> None:
    ids = made_ids.CommentIds()
    seen: set[str] = set()
    answered: set[int] = set()
    for one in elements:
        if one.name != "comment":
            blog.counts[posts.source(one).kind] += 1
            _survey_post(one, blog, clock, seen)
            continue
        blog.counts[RecordKind.COMMENT] += 1
        identifier = _id(one, ids)
        if one.number in answered:
            answered.remove(one.number)
            blog.answered[one.number] = identifier
        if one.owners and one.owners[-1][0] == "comment":
            answered.add(one.within)
        blog.commented.add(_key(one))
        if one.get("status") not in blog.public:
            blog.statuses[one.get("status")[:20]] += 1
        blog.zoneless |= not posts.has_zone(one, clock)


def _key(comment: Element) -> PostKey:
    """The post that a comment belongs to."""
    return comment.owners[0] if comment.owners else ("", 0)


def _id(comment: Element, ids: made_ids.CommentIds) -> str:
    wall = posts.clock_of(comment)
    return ids.give(str(_key(comment)), wall, comment.get("author_name")) if wall else ""


def _survey_post(post: Element, blog: OverBlog, clock: Clock, seen: set[str]) -> None:
    key, identity = (post.name, post.number), posts.identity(post)
    blog.ids[key] = identity
    if why := _refused(post, identity in seen, clock):
        blog.refused[key] = why
        return
    seen.add(identity)
    blog.names[key] = posts.name(post)
    if posts.status(post) == "draft":
        blog.drafts.add(key)
    blog.zoneless |= not posts.has_zone(post, clock)


def _refused(post: Element, is_duplicate: bool, clock: Clock) -> str:
    """Why a post is not imported; "" if it is."""
    status, when = posts.status(post), posts.date(post, clock)
    if post.flaw or status not in ("", "draft"):
        return post.flaw or status
    if when is None:
        return "without a date"
    if not status and when.earliest(clock.zone) > clock.now:
        return "dated in the future"
    if "\0" in post.raw("content") + post.raw("title"):
        return "holds a NUL (U+0000)"
    return "is twice in the export" if is_duplicate else ""


def _warnings(blog: OverBlog, clock: Clock) -> Iterator[RecordWarning]:
    """Warnings of what only the user can know."""
    if blog.zoneless and not clock.told:
        yield RecordWarning(Source(RecordKind.OTHER, "times", 0), dates.NO_ZONE)
    for status, number in blog.statuses.most_common(_STATUSES):
        hint = f"; if they were, say STATUS={status}" if status else ""
        what = f"{number:,} of its comments wait, since nothing tells that they were public{hint}"
        yield RecordWarning(Source(RecordKind.OTHER, f"status “{status}”", 0), what)


def _article(post: Element, blog: OverBlog, slugs: Slugs, clock: Clock) -> Iterator[Record]:
    key, source = (post.name, post.number), posts.source(post)
    if key in blog.refused:
        yield RefusedRecord(source, blog.refused[key])
        return
    draft, address = key in blog.drafts, posts.address(post)
    if not draft:
        source = Source(source.kind, source.id, source.line, known_by(post.get("title"), address))
    when = posts.date(post, clock)
    assert when is not None, "a post without a date is refused"
    found = ImportedArticle(
        patterns=slugs.patterns,
        source=source,
        id=f"{blog.prefix}-{source.id}",
        slug=blog.slugs[key],
        title=one_line(post.get("title")),
        html=post.raw("content"),
        date=when,
        tags=terms.tags(post.get("tags").split(",")),
        draft=draft,
        page=source.kind is RecordKind.PAGE,
        has_comments=key in blog.commented,
    )
    yield found
    if clean(found.html) != found.html.replace("\r\n", "\n").replace("\r", "\n"):
        yield RecordWarning(source, "control characters in it became U+FFFD")
    if address and not draft:
        yield MovedAddress(source, address, found.address)


def _comment(one: Element, blog: OverBlog, clock: Clock, ids: made_ids.CommentIds) -> Iterator[Record]:
    identifier, when = _id(one, ids), posts.date(one, clock)
    source = Source(RecordKind.COMMENT, identifier, one.line)
    if (why := one.flaw or _no_article(_key(one), blog)) or when is None:
        yield RefusedRecord(source, why or "without a date")
        return
    is_answer = one.owners[-1][0] == "comment"
    text = one.raw("content")
    raw = RawComment(
        author=one.get("author_name"),
        html=text,
        date=when,
        site=one.get("author_url"),
        email=one.get("author_email"),
        reply_to=blog.answered.get(one.within) if is_answer else None,
        line_ends=not _SHOWN.search(text),
    )
    state = CommentState.PUBLISHED if one.get("status") in blog.public else CommentState.PENDING
    yield from records_of(source, blog.slugs[_key(one)], raw, state)


def _no_article(key: PostKey, blog: OverBlog) -> str:
    if key in blog.drafts:
        return "its article is a draft"
    if key in blog.refused:
        return f"its article is {blog.refused[key]}"
    return "" if key in blog.slugs else "its article is not in the export"
