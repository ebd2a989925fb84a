"""An imported article as a file that an author could have written. Pure."""

import re
from collections.abc import Iterator

from plugins.common.text import clean
from plugins.importers import prose, terms
from plugins.importers.record import ImportedArticle

_ONE_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_SITE_LANG = "fr"
TALKED_PAGES = "articles/pages/"
"""Below `content/`: pages that people talked under; only articles carry conversations."""


def path(article: ImportedArticle) -> str:
    """Below `content/`."""
    if article.page:
        return f"{TALKED_PAGES if article.talked else 'pages/'}{article.slug}.md"
    return f"articles/{article.date.year:04}/{article.slug}.md"


def text(article: ImportedArticle) -> tuple[bytes, bool]:
    """The file; and whether its Markdown is proved to show what the old HTML showed."""
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
    if article.lang and article.lang != _SITE_LANG:
        yield "Lang", article.lang
    if summary := _summary(article):
        yield "Summary", summary
    if article.closed and not article.page:
        yield "Comments", "closed"
    if article.draft:
        yield "Status", "draft"
    elif article.page and article.talked:
        yield "Status", "hidden"
    if article.page and article.talked:
        yield "Url", f"{article.slug}/"
        yield "Save_as", f"{article.slug}/index.html"


def _summary(article: ImportedArticle) -> str | None:
    """Of one paragraph: a header has one line. Without it the first paragraph stands in lists."""
    if not article.summary_html:
        return None
    written, _ = prose.markdown(clean(article.summary_html))
    fits = _ONE_PARAGRAPH.fullmatch(written) and not written.startswith("<")
    return " ".join(written.split()) if fits else None
