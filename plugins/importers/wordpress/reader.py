"""Reads a WordPress export as records, in three passes: a survey of the blog, its articles, its comments."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.importers import origins, permalinks
from plugins.importers.dates import Clock
from plugins.importers.elements import Chunks, Element
from plugins.importers.origins import Prefix
from plugins.importers.record import Attachment, ImportedArticle, Record, RefusedRecord
from plugins.importers.terms import Slugs
from plugins.importers.wordpress import blog as blogs
from plugins.importers.wordpress import comments, old_addresses, posts, wxr
from plugins.importers.wordpress.blog import WordpressBlog


def read(
    chunks: Chunks, where: str, slugs: Slugs, clock: Clock, prefix: Prefix = origins.only
) -> Iterator[Record]:
    """All records of the blog. `chunks` gives the export from its beginning, each time it is called."""
    blog = blogs.survey(wxr.everything(chunks, where), clock)
    blog.patterns, blog.prefix = slugs.patterns, prefix("wordpress", blog.known_by)
    yield from blog.present()
    names = {number: posts.slug(post, blog, slugs) for number, post in blog.posts.items() if not post.refused}
    public: dict[str, ImportedArticle] = {}
    pages: list[Element] = []
    for item in wxr.items(chunks, where):
        yield from _item(item, blog, names, public, pages)
    for comment in wxr.comments(chunks, where):
        yield from comments.records(comment, blog, names, clock)
    for page in pages:
        yield from old_addresses.of_attachment(page, blog, public)
    yield from old_addresses.of_terms(blog, public.values())
    yield from old_addresses.of_site(blog, public.values())
    links = {post.number: post.link for post in blog.posts.values()}
    if offered := permalinks.offer([(one, links[key]) for key, one in public.items() if not one.page]):
        yield offered


def _item(
    item: Element,
    blog: WordpressBlog,
    names: Mapping[int, str],
    public: dict[str, ImportedArticle],
    pages: list[Element],
) -> Iterator[Record]:
    if wxr.post_type(item) == "attachment":
        yield _attachment(item, blog)
        pages.append(_head(item))
        return
    for record in posts.records(item, blog, names.get(item.number, "")):
        yield record
        if isinstance(record, ImportedArticle) and not record.draft:
            public[blog.posts[item.number].number] = replace(record, html="", summary_html="", title="")
            yield from old_addresses.of_post(item, blog, record)


def _attachment(item: Element, blog: WordpressBlog) -> Record:
    """The record of an attachment. Only the link to it is imported; the file itself stays where it is."""
    source = wxr.source(item)
    if blog.is_shown(wxr.number(item)):
        return Attachment(source)
    return RefusedRecord(source, "a file that no article shows")


def _head(item: Element) -> Element:
    """The fields of an attachment that its old address is made of."""
    head = Element(item.name, item.line, {})
    head.texts = {name: item.get(name) for name in ("link", "wp:post_id", "wp:post_parent", "wp:post_type")}
    return head
