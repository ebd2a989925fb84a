"""What a page is made of: a template, the files that come of it, and the views that each of them is given.

A sheet is plain data: it names articles, pages and terms. A shelf knows them: Pelican's objects, or what the
last build left. So a page is the same whoever asks for it. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from plugins.common.when import When
from plugins.views import addresses, dates, pager
from plugins.views.model import ArticleView, LedgerView, PageView, SiteView, Term

TERMS = ("category", "tag")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`files`: one, or one for each page of a list of `articles` cut every `size`. `kind` is what the page is
    about, by Pelican's name: article, page, category, tag, period or nothing; `subject` names it on the shelf
    (a period is named by its year, month, day). Articles without a `size` are an overview: all, by year."""

    template: str
    files: tuple[str, ...]
    kind: str = ""
    subject: Any = None
    articles: tuple[str, ...] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: where it goes, and all that its template may read."""

    save_as: str
    template: str
    views: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the archive, as templates read it."""

    year: int
    url: str
    articles: tuple[ArticleView, ...]


class Shelf(Protocol):
    """Where the views are. Articles and pages by the paths of their sources, terms by their slugs."""

    @property
    def site(self) -> SiteView: ...

    @property
    def ledger(self) -> LedgerView: ...

    def article(self, name: str) -> ArticleView: ...

    def page(self, name: str) -> PageView: ...

    def term(self, kind: str, slug: str) -> Term: ...

    def terms(self, kind: str) -> Sequence[Term]:
        """All that have articles, as overviews list them."""


def leaves(sheet: Sheet, shelf: Shelf, only: Sequence[int] | None = None) -> Iterator[Leaf]:
    """The pages of a sheet; of a list, `only` those with these numbers, counted from 0."""
    subject = _subject(sheet, shelf)
    if sheet.articles is None:
        yield _leaf(sheet, 0, shelf, subject)
    elif not sheet.size:
        articles = [shelf.article(name) for name in sheet.articles]
        yield _leaf(sheet, 0, shelf, {**subject, **_overview(articles, shelf)})
    else:
        urls = _Addresses(sheet.files)
        for index in range(len(sheet.files)) if only is None else only:
            names = sheet.articles[index * sheet.size : (index + 1) * sheet.size]
            page = pager.paginate(index + 1, [shelf.article(name) for name in names], urls)
            yield _leaf(sheet, index, shelf, {**subject, **_index(sheet, shelf), "articles_page": page})


class _Addresses(Sequence[str]):
    """Of files; of thousands of pages a pager shows seven."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, index: Any) -> Any:
        return addresses.of_file(self._files[index])


def is_index(sheet: Sheet) -> bool:
    """Whether it lists all articles, page by page."""
    return bool(sheet.size) and not sheet.kind


def _index(sheet: Sheet, shelf: Shelf) -> dict[str, Any]:
    return {"categories": shelf.terms("category")} if is_index(sheet) else {}


def _overview(articles: Sequence[ArticleView], shelf: Shelf) -> dict[str, Any]:
    """For lists of their own: the articles by year, categories and tags with their counts, the ledger."""
    return {
        "ledger": shelf.ledger,
        "years": years(articles, shelf.site.year_file),
        "categories": shelf.terms("category"),
        "tags": shelf.terms("tag"),
    }


def years(articles: Sequence[ArticleView], year_file: str) -> tuple[Year, ...]:
    """The articles by year, in the order given. `year_file`: where the page of a year is written."""
    grouped: dict[int, list[ArticleView]] = {}
    for article in articles:
        if year := article.datetime[:4]:
            grouped.setdefault(int(year), []).append(article)
    return tuple(
        Year(year, addresses.of_year(year_file, year), tuple(of_year)) for year, of_year in grouped.items()
    )


def _subject(sheet: Sheet, shelf: Shelf) -> dict[str, Any]:
    if sheet.kind == "article":
        return {"article": shelf.article(sheet.subject)}
    if sheet.kind == "page":
        return {"page": shelf.page(sheet.subject)}
    if sheet.kind in TERMS:
        return {sheet.kind: shelf.term(sheet.kind, sheet.subject)}
    return {"period": dates.in_words(When(*sheet.subject))} if sheet.kind else {}


def _leaf(sheet: Sheet, index: int, shelf: Shelf, views: Mapping[str, Any]) -> Leaf:
    """SITENAME, SITEURL, DEFAULT_LANG as in any Pelican theme."""
    save_as, site = sheet.files[index], shelf.site
    url = addresses.of_file(save_as)
    common = {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}
    place = {"url": url, "canonical": addresses.absolute(site.address, url)}
    return Leaf(save_as, sheet.template, {**common, **views, **place})
