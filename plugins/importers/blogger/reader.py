"""Reads a Blogger export as records, in three passes: a survey of the blog, its articles, its comments."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from plugins.common.text import clean, one_line
from plugins.importers import origins, permalinks, reply_cycles, terms
from plugins.importers.blogger import entry as entries
from plugins.importers.dates import Clock
from plugins.importers.elements import Chunks, Element
from plugins.importers.origins import Prefix
from plugins.importers.raw_comment import RawComment, records_of
from plugins.importers.record import (
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

_MORE = re.compile(r"<a name=[\"']more[\"']\s*(?:/>|>\s*</a>)", re.IGNORECASE)
_PROFILE = re.compile(r"https?://(?:www|draft)\.blogger\.com/")
_NO_EMAIL = "noreply@blogger.com"
_IMPORTED = frozenset({RecordKind.ARTICLE, RecordKind.PAGE})
_SITE = {"/feeds/posts/default": "/feed/atom.xml", "/feeds/comments/default": "/feed/comments/atom.xml"}


@dataclass(slots=True)
class BloggerBlog:
    """What the survey finds, by the numbers of posts. `names`: wanted slugs and old addresses; `slugs`: of
    what is imported; `refused`: why others are not; `drafts`: imported, but not public; `commented`: posts
    with comments, even if all of them wait; `cut`: comments whose reply would close a cycle."""

    id: str = ""
    prefix: str = "blogger"
    counts: Counter[RecordKind] = field(default_factory=Counter)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    commented: set[str] = field(default_factory=set)
    cut: frozenset[str] = frozenset()


def read(
    chunks: Chunks, where: str, slugs: Slugs, clock: Clock, prefix: Prefix = origins.only
) -> Iterator[Record]:
    """All records. `chunks` opens the export anew each time it is called."""
    blog = _survey(entries.entries(chunks, where), clock)
    blog.prefix = prefix("blogger", f"blog {blog.id}" if blog.id else "")
    for number, (wanted, _) in blog.names.items():
        blog.slugs[number] = slugs.give(wanted, f"{blog.prefix}-{number}", number)
    yield from (ExpectedCount(kind, blog.counts[kind]) for kind in RecordKind if blog.counts[kind])
    public: list[ImportedArticle] = []
    seen: set[str] = set()
    for entry in entries.entries(chunks, where):
        if entries.kind(entry) is not RecordKind.COMMENT:
            yield from _article(entry, blog, slugs, clock, public, seen)
    for entry in entries.entries(chunks, where):
        if entries.kind(entry) is RecordKind.COMMENT:
            yield from _comment(entry, blog, clock)
    yield from _addresses_of_site(public, slugs)
    links = [(article, blog.names[article.source.id][1]) for article in public if not article.page]
    if offered := permalinks.offer(links):
        yield offered


def _survey(found: Iterator[Element], clock: Clock) -> BloggerBlog:
    blog = BloggerBlog()
    parents: dict[str, str] = {}
    for entry in found:
        kind, number = entries.kind(entry), entries.number(entry)
        blog.counts[kind] += 1
        if kind is RecordKind.COMMENT:
            blog.commented.add(entries.post_of(entry))
            if parent := entries.parent_of(entry):
                parents[number] = parent
        elif kind in _IMPORTED and number and number not in blog.names and number not in blog.refused:
            _survey_post(entry, number, blog, clock)
    blog.cut = reply_cycles.links_to_cut(parents)
    return blog


def _survey_post(entry: Element, number: str, blog: BloggerBlog, clock: Clock) -> None:
    blog.id = blog.id or entries.numbers(entry.get("id"))[0]
    date, status = entries.date(entry, clock.zone), entries.status(entry)
    late = date is not None and status != "draft" and date.earliest(clock.zone) > clock.now
    why = entry.flaw or ("" if status == "draft" else status) or ("dated in the future" if late else "")
    if why or date is None:
        blog.refused[number] = why or "without a date"
        return
    if status == "draft":
        blog.drafts.add(number)
    address = entries.address(entry)
    last = unquote(address).rsplit("/", 1)[-1].removesuffix(".html")
    blog.names[number] = last or one_line(entry.get("title")), address


def _article(
    entry: Element,
    blog: BloggerBlog,
    slugs: Slugs,
    clock: Clock,
    public: list[ImportedArticle],
    seen: set[str],
) -> Iterator[Record]:
    source = entries.source(entry)
    if why := _refused(source, entry, blog, seen):
        yield RefusedRecord(source, why)
        return
    address, draft = blog.names[source.id][1], source.id in blog.drafts
    if not draft:
        source = Source(source.kind, source.id, source.line, known_by(entry.get("title"), address))
    article = _imported(entry, source, blog, slugs, clock)
    yield article
    if clean(article.html) != article.html.replace("\r\n", "\n").replace("\r", "\n"):
        yield RecordWarning(source, "control characters in it became U+FFFD")
    if not draft:
        public.append(replace(article, title="", html="", summary_html=""))
        if address:
            yield MovedAddress(source, unquote(address), article.address)


def _refused(source: Source, entry: Element, blog: BloggerBlog, seen: set[str]) -> str:
    if source.kind not in _IMPORTED:
        return "settings or a template"
    if source.id in seen:
        return "its number is used twice in the export"
    seen.add(source.id)
    if "\0" in entry.raw("content") + entry.raw("title"):
        return "holds a NUL (U+0000)"
    return blog.refused.get(source.id, "") if source.id else "without a number"


def _imported(
    entry: Element, source: Source, blog: BloggerBlog, slugs: Slugs, clock: Clock
) -> ImportedArticle:
    text, date = entry.raw("content"), entries.date(entry, clock.zone)
    assert date is not None, "a post without a date is refused"
    before, has_more, after = _parts(text)
    return ImportedArticle(
        patterns=slugs.patterns,
        source=source,
        id=f"{blog.prefix}-{source.id}",
        slug=blog.slugs[source.id],
        title=one_line(entry.get("title")),
        html=f"{before}{after}",
        date=date,
        summary_html=before if has_more and after.strip() else "",
        author=one_line(entries.author(entry).get("name")) or None,
        tags=terms.tags(entries.labels(entry)),
        draft=source.id in blog.drafts,
        page=source.kind is RecordKind.PAGE,
        has_comments=source.id in blog.commented,
    )


def _parts(text: str) -> tuple[str, bool, str]:
    """The text before the “read more” mark, whether there is one, and the text after it."""
    found = _MORE.search(text)
    return (text[: found.start()], True, text[found.end() :]) if found else (text, False, "")


def _comment(entry: Element, blog: BloggerBlog, clock: Clock) -> Iterator[Record]:
    source, post = entries.source(entry), entries.post_of(entry)
    date, state = entries.date(entry, clock.zone), entries.state(entry)
    why = entry.flaw or _no_article(post, blog) or ("" if date else "without a date")
    if why or date is None:
        yield RefusedRecord(source, why)
        return
    author, in_cycle = entries.author(entry), source.id in blog.cut
    site, email = author.get("uri"), author.get("email")
    raw = RawComment(
        author=author.get("name"),
        html=entry.raw("content"),
        date=date,
        site="" if _PROFILE.match(site) else site,
        email="" if email == _NO_EMAIL else email,
        reply_to=None if in_cycle else entries.parent_of(entry) or None,
    )
    if in_cycle:
        yield RecordWarning(source, reply_cycles.IN_A_CYCLE)
    yield from records_of(source, blog.slugs[post], raw, state)


def _no_article(post: str, blog: BloggerBlog) -> str:
    if post in blog.drafts:
        return "its article is a draft"
    if post in blog.refused:
        return f"its article is {blog.refused[post]}"
    return "" if post in blog.slugs else "its article is not in the export"


def _addresses_of_site(public: list[ImportedArticle], slugs: Slugs) -> Iterator[Record]:
    """The old addresses of feeds, months and labels, and where they lead."""
    articles = [one for one in public if not one.page]
    if not articles:
        return
    olds = dict(_SITE)
    for article in articles:
        year, month, patterns = article.date.year, article.date.month or 1, slugs.patterns
        olds[f"/{year:04}/"] = olds[f"/{year:04}/{month:02}/"] = patterns.of_year(year)
        olds[f"/{year:04}_{month:02}_01_archive.html"] = patterns.of_year(year)
        olds |= {
            f"/search/label/{quote(tag)}": patterns.of_tag(terms.slug_of_term(tag)) for tag in article.tags
        }
    source = Source(RecordKind.OTHER, "site", 0)
    yield from (MovedAddress(source, unquote(old), new) for old, new in olds.items())
