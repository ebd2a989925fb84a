"""Puts views in the place of Pelican's objects, at the one point where pages are rendered: the writer."""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.paginator import Paginator
from pelican.writers import Writer

from plugins.views import addresses, dress, pager, stylesheet
from plugins.views.dress import Dresser
from plugins.views.model import LedgerView, Pagination

Context = dict[str, Any]
_SHEETS = {
    "style": "index",
    "feed": "feed",
    "intake": "intake",
    "ledger": "ledger",
}  # what they are called → their source


class ViewWriter(Writer):  # type: ignore[misc]  # Pelican carries no types
    """Renders every template from views alone, whatever the generator handed over."""

    def write_file(
        self,
        name: str,
        template: Template,
        context: Context,
        relative_urls: bool = False,
        paginated: Context | None = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,  # Pelican's own contract
    ) -> None:
        if not name:
            return
        dresser: Dresser = context["dresser"]
        page = {**_site(dresser), **_subject(dresser, context, kwargs)}
        articles = kwargs.get("articles")
        if articles is None:
            self._write(name, template, page, override_output)
        elif template_name and template_name in self.settings["PAGINATED_TEMPLATES"]:
            for save_as, pagination in self._pages(dresser, name, url, template_name, articles):
                self._write(save_as, template, {**page, "articles_page": pagination}, override_output)
        else:
            self._write(name, template, {**page, **_overview(dresser, context, articles)}, override_output)

    def _write(self, save_as: str, template: Template, page: Context, override: bool) -> None:
        url = addresses.of_file(save_as)
        page |= {"url": url, "canonical": addresses.absolute(page["site"].address, url)}
        super().write_file(save_as, template, page, paginated={}, override_output=override)

    def _pages(
        self, dresser: Dresser, name: str, url: str | None, template_name: str, articles: Sequence[Any]
    ) -> Iterator[tuple[str, Pagination[Any]]]:
        """An empty list has one page, which says so; Pelican's own arithmetic gives it none."""
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        numbers = range(1, max(1, ceil(len(articles) / size)) + 1)
        paginator = Paginator(name, url, articles, self.settings, size)
        files = [paginator.page(number).save_as for number in numbers]
        urls = [addresses.of_file(file) for file in files]
        for number, save_as in zip(numbers, files, strict=True):
            items = dresser.articles(articles[(number - 1) * size : number * size])
            yield save_as, pager.paginate(number, items, urls)


def _site(dresser: Dresser) -> Context:
    """What every template gets. SITENAME, SITEURL, DEFAULT_LANG as in any Pelican theme."""
    site = dresser.site
    return {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}


def _subject(dresser: Dresser, context: Context, kwargs: Context) -> Context:
    """What this page is about, by Pelican's names: article, page, category, tag or period."""
    if "article" in kwargs:
        return {"article": dresser.article(kwargs["article"])}
    if "page" in kwargs:
        return {"page": dresser.page(kwargs["page"])}
    subject: Context = {name: dresser.term(kwargs[name]) for name in ("category", "tag") if name in kwargs}
    if "period" in context:
        subject["period"] = context["period"]
    return subject


def _overview(dresser: Dresser, context: Context, articles: Sequence[Any]) -> Context:
    """For lists of their own: the articles by year, categories and tags with their counts, the ledger."""
    return {
        "ledger": context.get("ledger", LedgerView()),
        "years": dresser.years(articles),
        "categories": tuple(dresser.term(term) for term, _ in context["categories"]),
        "tags": tuple(sorted((dresser.term(term) for term, _ in context["tags"]), key=lambda t: t.slug)),
    }


def prepare(pelican: Pelican) -> None:
    """Whatever a template prints is escaped unless it is Markup, and a misspelt name is an error."""
    environment = dict(pelican.settings["JINJA_ENVIRONMENT"])
    environment.update(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    pelican.settings["JINJA_ENVIRONMENT"] = environment


def hide_default_category(generator: ArticlesGenerator) -> None:
    """“No category” is not a category: it has no page and stands in no list."""
    default = generator.settings["DEFAULT_CATEGORY"]
    generator.categories = [
        (term, articles) for term, articles in generator.categories if term.name != default
    ]
    generator.context["categories"] = generator.categories


def dress_site(generators: list[Generator]) -> None:
    """Before the first page: the style sheets, and one dresser for the whole build."""
    first = generators[0]
    folder = Path(first.theme, "static", "css")
    sheets = {stem: _sheet(folder, f"{source}.css") for stem, source in _SHEETS.items()}
    names = {stem: stylesheet.name(stem, css) for stem, css in sheets.items()}
    dresser = Dresser(first.settings, dress.site(first.settings, names))
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            dresser.count(generator.categories)
            dresser.count(generator.tags.items())
    first.context.update(dresser=dresser, stylesheets={names[stem]: css for stem, css in sheets.items()})


def _sheet(folder: Path, name: str) -> str:
    def part(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    return stylesheet.bundle(part(name), part)


class StylesheetGenerator(Generator):  # type: ignore[misc]
    """Writes the style sheets: for pages, for feeds, for what the intake answers, for the ledger."""

    def generate_output(self, writer: Writer) -> None:
        for name, css in self.context["stylesheets"].items():
            Path(self.output_path, name).write_text(css, encoding="utf-8")


def register() -> None:
    signals.initialized.connect(prepare)
    signals.get_writer.connect(lambda _: ViewWriter, weak=False)
    signals.get_generators.connect(lambda _: StylesheetGenerator, weak=False)
    signals.article_generator_finalized.connect(hide_default_category)
    signals.all_generators_finalized.connect(dress_site)
