"""What a page is made of: a template, the files that come of it, and the views that each of them is given.

A spec is plain data: it names articles, pages and terms. A source of views knows them: Pelican's objects, or
what the last build left. So a page is the same whoever asks for it. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from plugins.common.output_paths import address_of
from plugins.common.taxonomies import TAXONOMIES, Taxonomy
from plugins.common.when import When
from plugins.views import addresses, dates, pager
from plugins.views.model import ArticleView, LedgerView, PageView, SiteView, TermView

TERMS = tuple(taxonomy.name for taxonomy in TAXONOMIES)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`files`: one, or one for each page of a list of `articles` cut every `size`. `kind` is what the page is
    about, by Pelican's name: article, page, a taxonomy, period or nothing; `subject` names it: a
    period by its year, month, day. Articles without a `size` are an overview: all, by year."""

    template: str
    files: tuple[str, ...]
    kind: str = ""
    subject: Any = None
    articles: tuple[str, ...] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class RenderJob:
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


class ViewSource(Protocol):
    """Where the views are. Articles and pages by the paths of their sources, terms by their slugs."""

    @property
    def site(self) -> SiteView: ...

    @property
    def ledger(self) -> LedgerView: ...

    def article(self, name: str) -> ArticleView: ...

    def page(self, name: str) -> PageView: ...

    def term(self, kind: str, slug: str) -> TermView: ...

    def terms(self, kind: str) -> Sequence[TermView]:
        """All that have articles, as overviews list them."""


def render_jobs(spec: PageSpec, source: ViewSource, only: Sequence[int] | None = None) -> Iterator[RenderJob]:
    """The pages of a spec; of a list, `only` those with these numbers, counted from 0."""
    subject = _subject(spec, source)
    if spec.articles is None:
        yield _job(spec, 0, source, subject)
    elif not spec.size:
        articles = [source.article(name) for name in spec.articles]
        yield _job(spec, 0, source, {**subject, **_overview(articles, source), **_terms(spec, source)})
    else:
        urls = _Addresses(spec.files)
        for index in range(len(spec.files)) if only is None else only:
            names = spec.articles[index * spec.size : (index + 1) * spec.size]
            page = pager.paginate(index + 1, [source.article(name) for name in names], urls)
            yield _job(spec, index, source, {**subject, **_terms(spec, source), "articles_page": page})


class _Addresses(Sequence[str]):
    """Of files; of thousands of pages a pager shows seven."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, index: Any) -> Any:
        return address_of(self._files[index])


def is_index(spec: PageSpec) -> bool:
    """Whether it lists all articles, page by page."""
    return bool(spec.size) and not spec.kind


def taxonomies(spec: PageSpec) -> tuple[Taxonomy, ...]:
    """Those of which a page is given all terms: each, for an overview."""
    if spec.articles is None:
        return ()
    return tuple(each for each in TAXONOMIES if not spec.size or (each.on_index and is_index(spec)))


def _terms(spec: PageSpec, source: ViewSource) -> dict[str, Any]:
    return {taxonomy.plural: source.terms(taxonomy.name) for taxonomy in taxonomies(spec)}


def _overview(articles: Sequence[ArticleView], source: ViewSource) -> dict[str, Any]:
    """For lists of their own: the articles by year, the ledger."""
    return {
        "ledger": source.ledger,
        "years": years(articles, source.site.year_file),
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


def _subject(spec: PageSpec, source: ViewSource) -> dict[str, Any]:
    if spec.kind == "article":
        return {"article": source.article(spec.subject)}
    if spec.kind == "page":
        return {"page": source.page(spec.subject)}
    if spec.kind in TERMS:
        return {spec.kind: source.term(spec.kind, spec.subject)}
    return {"period": dates.in_words(When(*spec.subject), source.site.lang)} if spec.kind else {}


def _job(spec: PageSpec, index: int, source: ViewSource, views: Mapping[str, Any]) -> RenderJob:
    """SITENAME, SITEURL, DEFAULT_LANG as in any Pelican theme."""
    save_as, site = spec.files[index], source.site
    url = address_of(save_as)
    common = {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}
    place = {"url": url, "canonical": addresses.absolute(site.address, url)}
    return RenderJob(save_as, spec.template, {**common, **views, **place})
