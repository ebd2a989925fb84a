"""The specification of a page: its template, the files to write, and the views that the template gets. Pure.

A spec is plain data that names articles, pages and terms; a `ViewSource` provides their views, either from
Pelican's objects or from the cache. So full and incremental builds make the same page.
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
    """What to render with one template.

    `files`: one, or one for each page of a paginated list of `articles`, with `size` articles each.
    `kind`: what the page is about, by Pelican's name: article, page, a taxonomy, period or "".
    `subject`: the name of that; of a period, its year, month and day.
    A spec with `articles` but no `size` is an overview of all of them, by year.
    """

    template: str
    files: tuple[str, ...]
    kind: str = ""
    subject: Any = None
    articles: tuple[str, ...] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One page to render: its path, its template, and everything that the template may read."""

    save_as: str
    template: str
    views: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the archive, for templates."""

    year: int
    url: str
    articles: tuple[ArticleView, ...]


class ViewSource(Protocol):
    """Provides views: of articles and pages by the paths of their sources, of terms by their slugs."""

    @property
    def site(self) -> SiteView: ...

    @property
    def ledger(self) -> LedgerView: ...

    def article(self, name: str) -> ArticleView: ...

    def page(self, name: str) -> PageView: ...

    def term(self, kind: str, slug: str) -> TermView: ...

    def terms(self, kind: str) -> Sequence[TermView]:
        """All terms with articles, in the order of overviews."""


def render_jobs(spec: PageSpec, source: ViewSource, only: Sequence[int] | None = None) -> Iterator[RenderJob]:
    """The jobs of a spec; of a paginated list, `only` these pages, counted from 0."""
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
    """The addresses of files, computed on demand: of thousands of pages, a pager shows seven."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, index: Any) -> Any:
        return address_of(self._files[index])


def is_index(spec: PageSpec) -> bool:
    """Whether it is the paginated list of all articles."""
    return bool(spec.size) and not spec.kind


def taxonomies(spec: PageSpec) -> tuple[Taxonomy, ...]:
    """The taxonomies of which a page gets all terms: all of them for an overview."""
    if spec.articles is None:
        return ()
    return tuple(each for each in TAXONOMIES if not spec.size or (each.on_index and is_index(spec)))


def _terms(spec: PageSpec, source: ViewSource) -> dict[str, Any]:
    return {taxonomy.plural: source.terms(taxonomy.name) for taxonomy in taxonomies(spec)}


def _overview(articles: Sequence[ArticleView], source: ViewSource) -> dict[str, Any]:
    """The additional views of an overview: the articles by year, and the ledger."""
    return {
        "ledger": source.ledger,
        "years": years(articles, source.site.year_file),
    }


def years(articles: Sequence[ArticleView], year_file: str) -> tuple[Year, ...]:
    """The articles grouped by year, in the given order. `year_file`: the setting YEAR_ARCHIVE_SAVE_AS."""
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
    """A page with the variables common to all, such as SITENAME, SITEURL and DEFAULT_LANG of every Pelican
    theme."""
    save_as, site = spec.files[index], source.site
    url = address_of(save_as)
    common = {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}
    own_address = {"url": url, "canonical": addresses.absolute(site.address, url)}
    return RenderJob(save_as, spec.template, {**common, **views, **own_address})
