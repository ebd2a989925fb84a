"""A row of `[post]` made an article or a page. Pure."""

from html import escape
from urllib.parse import quote

from plugins.common.text import one_line
from plugins.importers import moments, terms
from plugins.importers.dotclear.blog import Blog, Post
from plugins.importers.dotclear.flat import Row
from plugins.importers.record import Article, Kind, Refused, Source
from plugins.importers.terms import Slugs


def source(row: Row) -> Source:
    kind = Kind.PAGE if row.values.get("post_type") == "page" else Kind.ARTICLE
    return Source(kind, row.values.get("post_id", ""), row.line)


def identity(number: str) -> str:
    """What this site's feeds know the article by."""
    return f"dotclear-{number}"


def slug(post: Post, slugs: Slugs) -> str:
    """Of the last piece of the old address: those before it are the date."""
    return slugs.give(post.url.rstrip("/").rsplit("/", 1)[-1] or post.title, identity(post.id), post.id)


def article(row: Row, blog: Blog, slug: str) -> Article | Refused:
    """A post as this site shows it, or why it stays out."""
    values, place = row.values, source(row)
    post = blog.posts[place.id]
    if post.refused:
        return Refused(place, post.refused)
    wall = moments.naive(values["post_dt"])
    assert wall is not None, "a post without a date is refused"
    excerpt = values.get("post_excerpt_xhtml", "")
    return Article(
        source=place,
        id=identity(post.id),
        slug=slug,
        title=one_line(post.title) or "Sans titre",
        html=f"{excerpt}\n{values.get('post_content_xhtml', '')}\n{_attachments(blog, post.id)}".strip(),
        date=moments.of_clock(wall, post.zone or blog.zone),
        summary_html=excerpt,
        category=terms.category(blog.categories.get(post.category, ("", ""))[0]),
        tags=terms.tags(blog.tags.get(post.id, ())),
        lang=(post.lang or blog.lang)[:2] or None,
        draft=post.draft,
        page=place.kind is Kind.PAGE,
        talked=post.id in blog.talked,
        closed=values.get("post_open_comment") == "0",
    )


def _attachments(blog: Blog, number: str) -> str:
    """Files that the old page listed under the text as « Annexes »."""
    files = [blog.media[one] for one in blog.attached.get(number, ()) if one in blog.media]
    items = "".join(
        f'<li><a href="/{escape(quote(path))}">{escape(title or path)}</a></li>' for title, path in files
    )
    return f"<h3>Annexes</h3>\n<ul>{items}</ul>" if items else ""
