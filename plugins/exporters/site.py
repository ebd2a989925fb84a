"""Reads a site for an export: articles, pages, and their comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any

from plugins.addresses.address import encoded
from plugins.addresses.table import AddressRow
from plugins.comments import archive, threads
from plugins.comments.model import Comment
from plugins.common import when
from plugins.common.errors import SiteError
from plugins.common.when import When
from plugins.importers import address_table, existing, prose
from plugins.importers.existing import ExistingArticle


@dataclass(frozen=True, slots=True)
class ExportedContent:
    """An article or a page, and its comments in the order of its page."""

    article: ExistingArticle
    page: bool
    data: bytes = field(repr=False)
    comments: tuple[Comment, ...] = ()

    @property
    def address(self) -> str:
        if self.page and not self.article.url:
            return self.article.patterns.of_page(self.article.slug)
        return self.article.address

    @property
    def head(self) -> Mapping[str, str]:
        return dict(existing.header(self._text.split("\n")))

    @property
    def html(self) -> str:
        """The text as HTML, as on its page."""
        return prose.html(self._text.partition("\n\n")[2])

    @property
    def _text(self) -> str:
        return self.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def date(self, zone: tzinfo) -> When | None:
        """The date as precise as known, or None; a time without an offset is in `zone`."""
        try:
            return when.parse(self.head.get("date", ""), zone)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class ExportedSite:
    """`url`: of the site, without a trailing slash. `zone`: of times without an offset."""

    pieces: tuple[ExportedContent, ...]
    rows: tuple[AddressRow, ...]
    name: str
    url: str
    lang: str
    zone: tzinfo

    def link(self, piece: ExportedContent) -> str:
        """Its absolute URL, percent-encoded (RFC 3986 §2.1), as other systems read and store it."""
        return self.url + encoded(piece.address)

    @property
    def articles(self) -> Iterator[ExportedContent]:
        return (piece for piece in self.pieces if not piece.page)


def read(content: Path, settings: Mapping[str, Any], url: str, zone: tzinfo) -> ExportedSite:
    """Read everything that is public, and the drafts. `settings`: of the site. Raises SiteError for anything
    that would stop a build too."""
    published = archive.read(content / "comments", f"{content.name}/comments")
    articles = existing.articles(content)
    slugs = {article.slug for article in articles}
    strays = archive.strays(published.comments, slugs, f"{content.name}/comments")
    problems = [*published.problems, *strays]
    if problems:
        raise SiteError(problems)
    pieces = [
        ExportedContent(
            article,
            False,
            (content / article.path).read_bytes(),
            tuple(threads.in_order(filed.comment for filed in published.comments.get(article.slug, ()))),
        )
        for article in articles
    ]
    pieces += [
        ExportedContent(page, True, (content / page.path).read_bytes()) for page in existing.pages(content)
    ]
    url, lang = url.rstrip("/"), str(settings.get("DEFAULT_LANG", ""))
    name = str(settings.get("SITENAME", url))
    return ExportedSite(tuple(pieces), address_table.present_rows(content), name, url, lang, zone)
