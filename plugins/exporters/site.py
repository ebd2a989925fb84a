"""The site as an export takes it: articles, pages, and their comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any

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
        """The text as HTML, as its page shows it."""
        return prose.html(self._text.partition("\n\n")[2])

    @property
    def _text(self) -> str:
        return self.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def date(self, zone: tzinfo) -> When | None:
        """As far as it is known; a clock without an offset is in `zone`."""
        try:
            return when.parse(self.head.get("date", ""), zone)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class ExportedSite:
    """`url`: where the site is, without its last slash. `zone`: of clocks that have no offset."""

    pieces: tuple[ExportedContent, ...]
    rows: tuple[AddressRow, ...]
    name: str
    url: str
    lang: str
    zone: tzinfo

    @property
    def articles(self) -> Iterator[ExportedContent]:
        return (piece for piece in self.pieces if not piece.page)


def read(content: Path, settings: Mapping[str, Any], url: str, zone: tzinfo) -> ExportedSite:
    """All that is public, and the drafts. `settings`: of the site. Raises SiteError for what would stop a
    build too."""
    found = archive.read(content / "comments", f"{content.name}/comments")
    articles = existing.articles(content)
    strays = archive.strays(found.comments, {one.slug for one in articles}, f"{content.name}/comments")
    problems = [*found.problems, *strays]
    if problems:
        raise SiteError(problems)
    pieces = [
        ExportedContent(
            one,
            False,
            (content / one.path).read_bytes(),
            tuple(threads.in_order(filed.comment for filed in found.comments.get(one.slug, ()))),
        )
        for one in articles
    ]
    pieces += [
        ExportedContent(one, True, (content / one.path).read_bytes()) for one in existing.pages(content)
    ]
    url, lang = url.rstrip("/"), str(settings.get("DEFAULT_LANG", ""))
    name = str(settings.get("SITENAME", url))
    return ExportedSite(tuple(pieces), address_table.present_rows(content), name, url, lang, zone)
