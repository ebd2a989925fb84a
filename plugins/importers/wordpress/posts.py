"""Converts an `<item>` to an article or a page. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote

from plugins.common.text import clean, one_line
from plugins.importers import references, terms
from plugins.importers.elements import Element
from plugins.importers.record import (
    ImportedArticle,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
    Tally,
    known_by,
)
from plugins.importers.terms import Slugs
from plugins.importers.wordpress import body, wxr
from plugins.importers.wordpress.blog import WordpressBlog, WordpressPost, WordpressTerm
from plugins.importers.wordpress.body import Body

BAD_BYTES = "has bytes that are not of the file's encoding; each became U+FFFD"
_IDENTITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,127}")
_TAGS = {"tag", "post_tag"}


@dataclass(frozen=True, slots=True)
class PostTerms:
    """The categories and tags of a post, by nicename and name."""

    categories: tuple[WordpressTerm, ...]
    tags: tuple[WordpressTerm, ...]


def identity(post: WordpressPost, blog: WordpressBlog) -> str:
    """The id of the article, which feeds use; the id that it had here, if this site exported it."""
    return post.identity if _IDENTITY.fullmatch(post.identity) else f"{blog.prefix}-{post.number}"


def slug(post: WordpressPost, blog: WordpressBlog, slugs: Slugs) -> str:
    return slugs.give(post.name or post.title, identity(post, blog), post.number)


def records(item: Element, blog: WordpressBlog, slug: str) -> Iterator[Record]:
    """The records of an item: the article with its warnings, or its refusal."""
    post, source = blog.posts[item.number], wxr.source(item)
    if post.refused and not (item.flaw and item.get("wp:status") == "publish"):
        yield RefusedRecord(source, post.refused)
        return
    source = replace(source, about=known_by(post.title, post.link))
    if post.refused:
        yield RefusedRecord(source, post.refused)
        return
    text = item.raw("content:encoded")
    if "\0" in text + post.title + item.raw("excerpt:encoded"):
        yield RefusedRecord(source, "holds a NUL (U+0000)")
        return
    converted = body.body(text, blog.files_of(post.number), blog.site)
    yield replace(_article(item, blog, slug, converted), source=source)
    yield from _warnings(source, item, converted)


def _article(item: Element, blog: WordpressBlog, slug: str, converted: Body) -> ImportedArticle:
    post, of_post = blog.posts[item.number], post_terms(item, blog)
    assert post.date is not None, "a post without a date is refused"
    category = terms.category(of_post.categories[0].name) if of_post.categories else None
    excerpt = item.raw("excerpt:encoded").strip()
    return ImportedArticle(
        patterns=blog.patterns,
        source=wxr.source(item),
        id=identity(post, blog),
        slug=slug,
        title=post.title,
        html=_featured_image(item, blog, converted.html) + converted.html,
        date=post.date,
        summary_html=body.shown(excerpt, blog.files_of(post.number), blog.site)[0]
        if excerpt
        else converted.teaser,
        category=category,
        tags=terms.tags(one.name for one in (*of_post.categories[1:], *of_post.tags)),
        lang=blog.lang[:2].lower() or None,
        draft=post.draft,
        page=post.kind is RecordKind.PAGE,
        has_comments=bool(blog.commented[item.number]),
        closed=item.get("wp:comment_status") == "closed",
        author=blog.authors.get(post.login) or one_line(post.login) or None,
    )


def post_terms(item: Element, blog: WordpressBlog) -> PostTerms:
    """Its categories, innermost first, and its tags. An article here has one category; the others become
    tags."""
    categories: dict[str, WordpressTerm] = {}
    tags: dict[str, WordpressTerm] = {}
    for one in item.find_all("category"):
        name = one_line(references.resolved(one.text))
        nicename = unquote(one.attributes.get("nicename", ""))
        domain = one.attributes.get("domain", "category")
        known = blog.tags if domain in _TAGS else blog.categories
        term = known.get(nicename) or WordpressTerm(name, nicename)
        if domain == "category" or domain in _TAGS:
            group = tags if domain in _TAGS else categories
            if term.nicename or name not in group:
                group[name] = term
    ordered = sorted(categories.values(), key=lambda term: -len(above(term, blog)))
    return PostTerms(tuple(ordered), tuple(tags.values()))


def above(term: WordpressTerm, blog: WordpressBlog) -> list[WordpressTerm]:
    """The categories above one, outermost first."""
    ancestors: list[WordpressTerm] = []
    parent = blog.categories.get(term.parent)
    while parent is not None and parent not in ancestors and len(ancestors) < 20:
        ancestors.insert(0, parent)
        parent = blog.categories.get(parent.parent)
    return ancestors


def _featured_image(item: Element, blog: WordpressBlog, html: str) -> str:
    """The featured image, as HTML; "" if there is none or if the text shows it itself."""
    file = blog.files.get(next(wxr.meta(item, "_thumbnail_id"), "").strip())
    if file is None or file.address in html:
        return ""
    return f'<figure><img src="{escape(file.address)}" alt="{escape(file.title)}"></figure>\n'


def _warnings(source: Source, item: Element, converted: Body) -> Iterator[Record]:
    text = item.raw("content:encoded")
    if item.broken:
        yield RecordWarning(source, BAD_BYTES)
    elif clean(text) != text.replace("\r\n", "\n").replace("\r", "\n"):
        yield RecordWarning(source, "control characters in it became U+FFFD")
    if converted.dynamic:
        yield Tally("blocks that WordPress made when it showed a page; they have no text", converted.dynamic)
    if converted.kept:
        yield Tally("shortcodes kept as they were typed", len(converted.kept))
        names = ", ".join(f"[{name}]" for name in dict.fromkeys(converted.kept))
        yield RecordWarning(source, f"keeps shortcodes as they were typed: {names}")
