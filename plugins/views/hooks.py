"""Pelican hook that makes every template read views instead of Pelican's objects, by replacing the writer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any

import pelican
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.paginator import Paginator
from pelican.settings import DEFAULT_CONFIG
from pelican.writers import FileOverwriteFailedError, Writer

from plugins.articles.header import Header
from plugins.common import errors, site_settings, theme, translations
from plugins.common.errors import Problem
from plugins.common.settings import DEFAULTS, setting
from plugins.common.site_settings import location_of
from plugins.common.taxonomies import TAXONOMIES
from plugins.views import broken_templates, menu, stylesheet, template_files, view_factory
from plugins.views.model import LedgerView
from plugins.views.page_specs import TERMS, PageSpec, render_jobs
from plugins.views.template_files import TranslatingLoader
from plugins.views.view_factory import ViewFactory

Context = dict[str, Any]
_SHEETS = {
    "style": "index",
    "feed": "feed",
    "intake": "intake",
    "ledger": "ledger",
    "desk": "desk",
}  # what they are called → their source


class ViewWriter(Writer):  # type: ignore[misc]  # Pelican carries no types
    """Renders every template with views only, whatever the generator passes. If the context has `page_specs`,
    it only notes there what to render, for `plugins.fastbuild`."""

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
        factory: ViewFactory = context["view_factory"]
        if "article" in kwargs:  # `articles.hooks` formats all addresses; the author's own may override
            override_output = "save_as" in kwargs["article"].metadata
        kind, subject = _subject(factory, context, kwargs)
        spec = PageSpec(template.name or "", (name,), kind, subject)
        if (articles := kwargs.get("articles")) is not None:
            spec = replace(spec, articles=factory.names(articles))
            if template_name and template_name in self.settings["PAGINATED_TEMPLATES"]:
                spec = self._paginated(spec, url, template_name, articles)
        if (noted := context.get("page_specs")) is not None:
            _note(noted, spec, override_output)
            return
        for job in render_jobs(spec, factory):
            try:
                super().write_file(
                    job.save_as, template, dict(job.views), paginated={}, override_output=override_output
                )
            except FileOverwriteFailedError:
                raise
            except Exception as error:  # whatever a template calls
                what = broken_templates.subject(context, job.save_as)
                _report_once(context, broken_templates.problem(error, what))

    def _paginated(
        self, spec: PageSpec, url: str | None, template_name: str, articles: Sequence[Any]
    ) -> PageSpec:
        """The spec of a paginated list. Unlike in Pelican, an empty list has one page, which says that it is
        empty."""
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        size = size or len(articles) or 1  # without one, all stand on one page
        paginator = Paginator(spec.files[0], url, articles, self.settings, size)
        numbers = range(1, max(1, ceil(len(articles) / size)) + 1)
        return replace(spec, files=tuple(paginator.page(n).save_as for n in numbers), size=size)


def _note(noted: dict[str, tuple[PageSpec, bool]], spec: PageSpec, overrides: bool) -> None:
    """Note a page to render. As in Pelican's writer, two pages may have the same path only if one of them
    overrides."""
    location = spec.files[0]
    _, before = noted.get(location, (None, None))
    if before == overrides:
        raise FileOverwriteFailedError(f"{location}: two pages would stand here")
    if not before:
        noted[location] = spec, overrides


def _report_once(context: Context, problem: Problem) -> None:
    """Report a problem, unless one at the same place was reported: a broken template fails on every page."""
    if all((problem.where, problem.line) != (one.where, one.line) for one in errors.reported(context)):
        errors.report(context, [problem])


def _subject(factory: ViewFactory, context: Context, kwargs: Context) -> tuple[str, Any]:
    """Kind and name of the page's subject, by Pelican's names: article, page, a taxonomy or period."""
    for kind in ("article", "page"):
        if kind in kwargs:
            return kind, factory.name(kwargs[kind])
    for kind in TERMS:
        if kind in kwargs:
            return kind, kwargs[kind].slug
    return ("period", context["period_num"]) if "period_num" in context else ("", None)


def prepare(build: Pelican) -> None:
    """Configure Jinja: everything that is not Markup is escaped, and an undefined name is an error."""
    environment = dict(build.settings["JINJA_ENVIRONMENT"])
    environment.update(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    # Templates do not change during a build, so Jinja need not check their times or limit its cache.
    environment.update(auto_reload=False, cache_size=-1)
    build.settings["JINJA_ENVIRONMENT"] = environment


def add_local_theme(build: Pelican) -> None:
    """Let the files in `theme.local/` override the theme's, through Pelican's own settings."""
    settings = build.settings
    local = theme.local(settings["THEME"])
    if (templates := Path(template_files.overrides(settings["THEME"]))).is_dir():
        settings["THEME_TEMPLATES_OVERRIDES"] = [*settings["THEME_TEMPLATES_OVERRIDES"], str(templates)]
    static = [str(local / path) for path in settings["THEME_STATIC_PATHS"] if (local / path).exists()]
    settings["THEME_STATIC_PATHS"] = [
        *settings["THEME_STATIC_PATHS"],
        *static,
    ]  # copied later, over the others


def translate(generator: Generator) -> None:
    """Make a generator load its templates in the site's language."""
    generator.env.loader = TranslatingLoader(generator.env.loader, generator.settings["DEFAULT_LANG"])


def hide_default_terms(generator: ArticlesGenerator) -> None:
    """Remove Pelican's default terms, such as its default category: they have no page and are in no list."""
    for taxonomy in TAXONOMIES:
        if taxonomy.default:
            terms = taxonomy.listed(generator.context)
            listed = [pair for pair in terms if not taxonomy.is_default(pair[0], generator.settings)]
            setattr(generator, taxonomy.plural, listed)
            generator.context[taxonomy.plural] = listed


def drop_terms_without_pages(generator: ArticlesGenerator) -> None:
    """Remove the terms of taxonomies whose setting gives them no page: they are in no list and have no
    feed."""
    for taxonomy in TAXONOMIES:
        if not generator.settings[f"{taxonomy.name.upper()}_SAVE_AS"]:
            getattr(generator, taxonomy.plural).clear()
            generator.context[taxonomy.plural] = []


def drop_empty_lists(generator: ArticlesGenerator) -> None:
    """Do not make the list of all tags, for example, if there are none."""
    settings, context = generator.settings, generator.context
    empty = {taxonomy.plural for taxonomy in TAXONOMIES if not context[taxonomy.plural]}
    settings["DIRECT_TEMPLATES"] = [name for name in settings["DIRECT_TEMPLATES"] if name not in empty]


def drop_unknown_days(generator: ArticlesGenerator) -> None:
    """Remove articles from the months and days that their date does not name: for Pelican, “2020” is in
    January."""
    for part in ("month", "day"):
        periods = generator.period_archives.get(part, [])
        for period in periods:
            period["articles"] = [each for each in period["articles"] if _known(each, part)]
        generator.period_archives[part] = [period for period in periods if period["articles"]]


def _known(article: Any, part: str) -> bool:
    header = article.metadata.get("header")
    return not isinstance(header, Header) or header.date is None or getattr(header.date, part) is not None


def make_views(generators: list[Generator]) -> None:
    """Before the first page is rendered: make the style sheets and the view factory of the build."""
    first = generators[0]
    sheets = {stem: _sheet(first.theme, f"{source}.css") for stem, source in _SHEETS.items()}
    names = {stem: stylesheet.name(stem, css) for stem, css in sheets.items()}
    pages = first.context.get("addresses")
    for name in ("MENUITEMS", "FOOTER_ITEMS"):
        items, location = setting(first.settings, name), location_of(first.settings, name)
        errors.report(first.context, menu.problems(items, location))
        errors.note(first.context, menu.gone(items, pages, location))
    errors.report(first.context, _unmade(first))
    errors.note(first.context, _unspoken(first.settings))
    errors.report(first.context, _misspelt(Path(site_settings.FILE)))
    site = view_factory.site(first.settings, names, pages)
    at_hand = 1 if "page_specs" in first.context else None  # thousands of them fill a memory
    factory = ViewFactory(first.settings, site, first.context.get("ledger", LedgerView()), at_hand)
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for taxonomy in TAXONOMIES:
                factory.count(taxonomy.name, taxonomy.listed(generator.context))
            factory.order(generator.articles)
    first.context.update(view_factory=factory, stylesheets={names[stem]: css for stem, css in sheets.items()})


def _unmade(generator: Generator) -> Iterator[Problem]:
    """Problems with settings that ask for pages without a view or a template. Pelican would use the templates
    of its own theme."""
    if generator.settings["AUTHOR_SAVE_AS"] and "author" not in TERMS:
        location = location_of(generator.settings, "AUTHOR_SAVE_AS")
        yield location.problem(": no pages of authors are made", 'Set it and AUTHOR_URL to "".')
    own, endings = _own_templates(generator), generator.settings["TEMPLATE_EXTENSIONS"]
    for name in generator.settings["DIRECT_TEMPLATES"]:
        if not any(f"{name}{ending}" in own for ending in endings):
            location = location_of(generator.settings, "DIRECT_TEMPLATES")
            yield location.problem(
                f": the theme has no “{name}.html”", "Add it to the theme, or take the name out."
            )


def _misspelt(file: Path) -> Iterator[Problem]:
    """Problems with settings in the owner's file that neither Pelican nor this project knows."""
    if file.is_file():
        known = DEFAULT_CONFIG.keys() | DEFAULTS.keys()
        yield from site_settings.unknown(file.read_text(encoding="utf-8"), file.name, known)


def _unspoken(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """A problem if the site's texts are not translated into its language."""
    lang = settings["DEFAULT_LANG"]
    if not translations.nearest(lang):
        what = f": there are no words in “{lang}” yet, and French ones stand in their place"
        known = ", ".join(translations.languages())
        yield location_of(settings, "DEFAULT_LANG").problem(
            what, f"Begin them: make words NEW={lang}. Known: {known}."
        )


def _own_templates(generator: Generator) -> dict[str, str]:
    """Names and files of all templates except those of Pelican's own themes."""
    environment = generator.env
    names = environment.list_templates(filter_func=lambda name: not name.startswith("!"))
    files = {name: environment.loader.get_source(environment, name)[1] for name in names}
    theirs = Path(pelican.__file__).parent
    return {name: file for name, file in files.items() if not Path(file).is_relative_to(theirs)}


def check_templates(generators: list[Generator]) -> None:
    """Report templates with syntax errors, before Pelican loads the first one. Templates of pages are
    compiled."""
    environment = generators[0].env
    for name, file in _own_templates(generators[0]).items():
        try:
            if template_files.is_for_pages(name):
                environment.get_template(name)
            else:
                environment.parse(environment.loader.get_source(environment, name)[0], name, file)
        except TemplateSyntaxError as error:
            errors.report(generators[0].context, [broken_templates.problem(error)])


def _sheet(folder: str, name: str) -> str:
    def part(name: str) -> str:
        return theme.text(folder, f"static/css/{name}")

    return stylesheet.bundle(part(name), part)


class StylesheetGenerator(Generator):  # type: ignore[misc]
    """Writes the style sheets: for pages, feeds, the intake, the ledger and the desk."""

    def generate_output(self, writer: Writer) -> None:
        for name, css in self.context["stylesheets"].items():
            Path(self.output_path, name).write_text(css, encoding="utf-8")


def register() -> None:
    signals.initialized.connect(prepare)
    signals.initialized.connect(add_local_theme)
    signals.generator_init.connect(translate)
    signals.get_writer.connect(lambda _: ViewWriter, weak=False)
    signals.get_generators.connect(lambda _: StylesheetGenerator, weak=False)
    signals.article_generator_finalized.connect(hide_default_terms)
    signals.article_generator_finalized.connect(drop_terms_without_pages)
    signals.article_generator_finalized.connect(drop_empty_lists)
    signals.article_generator_finalized.connect(drop_unknown_days)
    signals.all_generators_finalized.connect(make_views)
    signals.all_generators_finalized.connect(check_templates)
