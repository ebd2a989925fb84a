"""Exports the site as WordPress eXtended RSS 1.2, for Tools → Import → WordPress. Pure.

Titles, names and terms are HTML in this format.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote

from plugins.common.when import When
from plugins.exporters.export import Conversation, Export, ExportedComment
from plugins.exporters.losses import Capabilities, Loss
from plugins.exporters.markup import attribute, element
from plugins.exporters.numbers import numbers
from plugins.exporters.site import ExportedContent, ExportedSite
from plugins.importers import article_file, embedded, prose, terms
from plugins.importers.wordpress import fields, wxr

_CAPABILITIES = Capabilities(zone=True)
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- WordPress eXtended RSS: Tools → Import → WordPress. -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
_DATELESS = "that its date is not known: it is said to be 1970-01-01"
_PRIVATE = "a hidden article is a private one there"
_TAGS = re.compile(r"\s*;\s*")
_COMMAS = re.compile(r"\s*,\s*")


def export(site: ExportedSite) -> Export:
    """Articles, pages and comments; drafts as drafts."""
    conversation = Conversation(site, _CAPABILITIES)
    ids = numbers((piece.article.path, piece.article.id.removeprefix("wordpress-")) for piece in site.pieces)
    items = [_item(piece, ids[piece.article.path], site, conversation) for piece in site.pieces]
    text = "".join([_HEAD, *_channel(site), *items, "</channel>\n</rss>\n"])
    counts = {
        "articles": sum(not piece.page for piece in site.pieces),
        "pages": sum(piece.page for piece in site.pieces),
        "comments": sum(len(piece.comments) for piece in site.pieces),
    }
    dateless = [Loss(piece.article.path, _DATELESS) for piece in site.pieces if not piece.date(site.zone)]
    private = tuple(
        Loss(piece.article.path, _PRIVATE) for piece in site.pieces if _status(piece) == "private"
    )
    return Export(text.encode(), counts, (*conversation.losses, *dateless), private)


def _channel(site: ExportedSite) -> Iterator[str]:
    yield element("title", escape(site.name, quote=False))
    yield element("link", site.url)
    yield element("language", site.lang)
    yield element("wp:wxr_version", "1.2")
    yield element("wp:base_site_url", site.url)
    yield element("wp:base_blog_url", site.url)
    heads = [piece.head for piece in site.pieces]
    tags = {tag for head in heads for tag in _tags(head.get("tags", ""))}
    yield from _named("wp:author", ("wp:author_login", "wp:author_display_name"), _values(heads, "author"))
    yield from _named("wp:category", ("wp:category_nicename", "wp:cat_name"), _values(heads, "category"))
    yield from _named("wp:tag", ("wp:tag_slug", "wp:tag_name"), tags)


def _values(heads: list[Mapping[str, str]], name: str) -> set[str]:
    return {head[name] for head in heads if head.get(name)}


def _named(element_name: str, names: tuple[str, str], values: set[str]) -> Iterator[str]:
    """Elements of authors, categories or tags: the slug, then the name."""
    for value in sorted(values):
        inside = element(names[0], terms.slug_of_term(value)) + element(names[1], escape(value, quote=False))
        yield f"<{element_name}>{inside}</{element_name}>\n"


def _item(piece: ExportedContent, number: int, site: ExportedSite, conversation: Conversation) -> str:
    comments = "".join(_comment(exported) for exported in conversation.of(piece))
    return f"<item>\n{''.join(_fields(piece, number, site))}{comments}</item>\n"


def _fields(piece: ExportedContent, number: int, site: ExportedSite) -> Iterator[str]:
    article, head = piece.article, piece.head
    wall, utc = fields.dates(piece.date(site.zone) or When(1970, 1, 1))
    yield element("title", escape(article.title, quote=False))
    yield element("link", site.link(piece))
    yield element("dc:creator", terms.slug_of_term(head.get("author", "")))
    yield f'<guid isPermaLink="false">{site.url}/?{"page_id" if piece.page else "p"}={number}</guid>\n'
    yield element("content:encoded", f"<!-- wp:html -->\n{piece.html}\n<!-- /wp:html -->")
    yield element("excerpt:encoded", prose.html(head["summary"]) if head.get("summary") else "")
    yield f"<wp:post_id>{number}</wp:post_id>\n"
    yield f"<wp:post_date>{wall}</wp:post_date>\n<wp:post_date_gmt>{utc}</wp:post_date_gmt>\n"
    closed = piece.page or head.get("comments") == "closed"
    yield element("wp:comment_status", "closed" if closed else "open")
    yield element("wp:post_name", quote(article.slug, safe=""))
    yield element("wp:status", _status(piece))
    yield element("wp:post_type", "page" if _is_page(piece) else "post")
    if category := head.get("category"):
        yield _term("category", category)
    yield from (_term("post_tag", tag) for tag in _tags(head.get("tags", "")))
    yield _meta("wp:postmeta", article.id)


def _status(piece: ExportedContent) -> str:
    """The status in WordPress, which has no unlisted articles; a hidden article becomes a private one."""
    if piece.article.draft:
        return "draft"
    return "private" if piece.article.hidden and not _is_page(piece) else "publish"


def _is_page(piece: ExportedContent) -> bool:
    """Whether it becomes a page: also a page that an import turned into a hidden article because of its
    comments."""
    return piece.page or (
        piece.article.hidden and piece.article.path.startswith(article_file.COMMENTED_PAGES)
    )


def _comment(exported: ExportedComment) -> str:
    elements = "".join(element(name, text) for name, text in fields.fields(exported.public).items())
    return (
        f"<wp:comment>\n<wp:comment_id>{exported.number}</wp:comment_id>\n{elements}"
        f"<wp:comment_approved>1</wp:comment_approved>\n<wp:comment_type>comment</wp:comment_type>\n"
        f"<wp:comment_parent>{exported.parent}</wp:comment_parent>\n"
        f"{_meta('wp:commentmeta', embedded.dump(exported.public))}</wp:comment>\n"
    )


def _meta(name: str, value: str) -> str:
    key = element("wp:meta_key", wxr.OWN_DATA)
    return f"<{name}>\n{key}{element('wp:meta_value', value)}</{name}>\n"


def _term(domain: str, name: str) -> str:
    nicename = attribute("nicename", terms.slug_of_term(name))
    return element("category", escape(name, quote=False), f"{attribute('domain', domain)}{nicename}")


def _tags(header: str) -> tuple[str, ...]:
    """The tags in a header, as Pelican parses it: separated by semicolons, or else by commas."""
    pieces = (_TAGS if ";" in header else _COMMAS).split(header)
    return tuple(filter(None, (piece.strip() for piece in pieces)))
