"""Converts a row of `[post]` to an article or a page. Pure."""

import re
from dataclasses import replace
from html import escape
from urllib.parse import quote

from plugins.common.text import one_line
from plugins.importers import dates, terms
from plugins.importers.dotclear.blog import DotclearBlog
from plugins.importers.dotclear.flat import FlatRow
from plugins.importers.dotclear.post_header import DotclearPost
from plugins.importers.record import ImportedArticle, RecordKind, RefusedRecord, Source, known_by
from plugins.importers.terms import Slugs

_PUBLIC = "/public"


def source(row: FlatRow) -> Source:
    kind = RecordKind.PAGE if row.values.get("post_type") == "page" else RecordKind.ARTICLE
    return Source(kind, row.values.get("post_id", ""), row.line)


def identity(post: DotclearPost, blog: DotclearBlog) -> str:
    """The id of the article, which feeds use."""
    return f"{blog.prefix}-{post.id}"


def slug(post: DotclearPost, blog: DotclearBlog, slugs: Slugs) -> str:
    """The slug, from the last part of the old address; the parts before it are the date."""
    name = post.url.rstrip("/").rsplit("/", 1)[-1] or post.title
    return slugs.give(name, identity(post, blog), post.id)


def article(row: FlatRow, blog: DotclearBlog, slug: str) -> ImportedArticle | RefusedRecord:
    """The article of a post, or its refusal."""
    values, place = row.values, source(row)
    post = blog.posts[place.id]
    if post.refused:
        return RefusedRecord(place, post.refused)
    place = replace(place, about=known_by(post.title, post.url))
    wall = dates.naive(values["post_dt"])
    assert wall is not None, "a post without a date is refused"
    excerpt, content = (
        _with_local_media(values.get(f"post_{part}_xhtml", ""), blog) for part in ("excerpt", "content")
    )
    return ImportedArticle(
        patterns=blog.patterns,
        source=place,
        id=identity(post, blog),
        slug=slug,
        title=one_line(post.title),
        html=f"{excerpt}\n{content}".strip(),
        date=dates.of_clock(wall, post.zone or blog.zone),
        summary_html=excerpt,
        author=blog.names.get(values.get("user_id", "")) or None,
        category=_category(blog, post),
        tags=terms.tags(blog.tags.get(post.id, ())),
        lang=_lang(post.lang or blog.lang),
        draft=post.draft,
        page=place.kind is RecordKind.PAGE,
        has_comments=post.id in blog.commented,
        attachments_html=_attachments(blog, post.id),
        closed=blog.closed or values.get("post_open_comment") == "0",
    )


def _lang(code: str) -> str | None:
    """The language of `fr-FR` or `pt_BR` (BCP 47); None if it is not a language code."""
    match = re.match("[a-z]{2,3}(?![a-z])", code.lower())
    return match[0] if match else None


def _category(blog: DotclearBlog, post: DotclearPost) -> str | None:
    category = blog.categories.get(post.category)
    return terms.category(category.title) if category else None


def _with_local_media(html: str, blog: DotclearBlog) -> str:
    """HTML with the addresses of media in `/public/`, wherever the old blog had them."""
    if blog.public_url == _PUBLIC or not blog.public_url.startswith("/"):
        return html
    return re.sub(
        rf"""((?:href|src|data|poster)=["']){re.escape(blog.public_url)}/""", rf"\1{_PUBLIC}/", html
    )


def _attachments(blog: DotclearBlog, number: str) -> str:
    """The files that the old page listed below the text."""
    files = [blog.media[media_id] for media_id in blog.attached.get(number, ()) if media_id in blog.media]
    items = "".join(
        f'<li><a href="{_PUBLIC}/{escape(quote(path))}">{escape(title or path)}</a></li>'
        for title, path in files
    )
    return f"<ul>{items}</ul>" if items else ""
