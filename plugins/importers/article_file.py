"""Writes an imported article as a Markdown file like one that an author would write. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plugins.articles.header import LANG
from plugins.common.output_paths import file_of
from plugins.common.text import clean
from plugins.importers import prose, terms
from plugins.importers.record import ImportedArticle

_ONE_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_SITE_LANG = "fr"
PAGES = "pages/"
COMMENTED_PAGES = "articles/pages/"
"""Pages with comments, which become hidden articles, because only articles have comments. Relative to
`content/`."""


def path(article: ImportedArticle) -> str:
    """The path of an article's file, relative to `content/`."""
    if article.page:
        return f"{COMMENTED_PAGES if article.has_comments else PAGES}{article.slug}.md"
    return f"articles/{article.date.year:04}/{article.slug}.md"


def text(article: ImportedArticle) -> tuple[bytes, bool]:
    """The file, and whether its Markdown was proved to show the same as the old HTML."""
    body, proved = prose.markdown(clean(article.html))
    head = "".join(f"{name}: {value}\n" for name, value in _headers(article))
    return f"{head}\n{body}\n".encode(), proved


def _headers(article: ImportedArticle) -> Iterator[tuple[str, str]]:
    yield "Title", article.title
    yield "Date", article.date.isoformat()
    yield "Slug", article.slug
    yield "Id", article.id
    if article.author:
        yield "Author", article.author
    if article.category:
        yield "Category", article.category
    if article.tags:
        yield "Tags", terms.header_of_tags(article.tags)
    if article.lang and article.lang != _SITE_LANG and LANG.fullmatch(article.lang):
        yield "Lang", article.lang
    if summary := _summary(article):
        yield "Summary", summary
    if article.closed and not article.page:
        yield "Comments", "closed"
    if article.draft:
        yield "Status", "draft"
    elif article.page and article.has_comments:
        yield "Status", "hidden"
    if article.page and article.has_comments:
        yield from _address(article.address)


def _address(address: str) -> Iterator[tuple[str, str]]:
    """Headers that give a page which becomes an article the address of a page."""
    url = address.lstrip("/")
    yield "Url", url
    yield "Save_as", file_of(url)


def as_before(article: ImportedArticle, path: str) -> ImportedArticle:
    """A page that is an article already (at this path) stays one, even if it has no comments any more."""
    return replace(article, has_comments=True) if article.page and path.startswith("articles/") else article


def must_move(article: ImportedArticle, path: str) -> bool:
    """Whether its file is among the pages and has to become an article."""
    return path.startswith(PAGES) and (article.has_comments or not article.page)


def with_conversation(data: bytes, address: str) -> bytes:
    """The file of a page, perhaps edited by a person, as that of a hidden article with the page's address."""
    head, border, text = data.decode("utf-8", "surrogateescape").partition("\n\n")
    present = {line.partition(":")[0].strip().lower() for line in head.split("\n")}
    wanted = {"Status": "hidden", **dict(_address(address))}
    missing = {name: value for name, value in wanted.items() if name.lower() not in present}
    added = "".join(f"\n{name}: {value}" for name, value in missing.items())
    return f"{head.rstrip()}{added}{border}{text}".encode("utf-8", "surrogateescape")


def _summary(article: ImportedArticle) -> str | None:
    """The summary, if it is one paragraph, since a header has one line; otherwise lists show the first
    paragraph."""
    if not article.summary_html:
        return None
    written, _ = prose.markdown(clean(article.summary_html))
    fits = _ONE_PARAGRAPH.fullmatch(written) and not written.startswith("<")
    return " ".join(written.split()) if fits else None
