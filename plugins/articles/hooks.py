"""What Pelican does with articles and pages beyond its own: their headers and terms are read by our rules,
links and names are checked, drafts are withheld, and what waits for its moment is known.

A date keeps the precision that its author wrote: Pelican hands dates to dateutil, which completes “2020-12”
with today's day.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import escape
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, PelicanTemplateNotFound
from pelican.readers import DUPLICATES_DEFINITIONS_ALLOWED, MarkdownReader, Readers
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from plugins.articles import header, inspection, memoised, schedule, terms
from plugins.articles.metadata import mark_planned, normalise_status, set_address, unread
from plugins.articles.reading import ParsedSource, SourceParser
from plugins.articles.source import display_path, header_line, text
from plugins.common import drafts, errors, translations, versions
from plugins.common.settings import setting
from plugins.common.site_settings import location_of
from plugins.common.taxonomies import TAXONOMIES
from plugins.common.translations import N_

_RAW = frozenset({"date", "modified"})
_UNPLACED = "unplaced_problems"
_DRAFTS = ("drafts", "drafts_translations", "draft_pages", "draft_translations")  # Pelican's lists of them
_FOOTNOTES = "markdown.extensions.footnotes"
_BACK = N_("Revenir à l’appel de la note {}")  # as in `pelicanconf.py`; an owner's own stays
_EXTENSIONS = ("md", "markdown", "mkd", "mdown")


class ArticleReader(MarkdownReader):  # type: ignore[misc]  # Pelican carries no types
    """Markdown as Pelican reads it; dates stay as written, headings and source come along.

    `parse` turns a source into what is `ParsedSource`; fastbuild replaces it with a cached parser.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._reading = SourceParser(settings["MARKDOWN"], settings["FORMATTED_FIELDS"])
        self.parse: Callable[[str], ParsedSource] = lambda path: self._reading.parse(text(path))
        self._terms: dict[tuple[str, str], URLWrapper] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        parsed = self.parse(source_path)
        metadata = {name: self._value(name, lines, source_path) for name, lines in parsed.header.items()}
        metadata["toc_tokens"] = parsed.toc
        metadata["written_header"] = parsed.header
        metadata["source_file"] = source_path
        return parsed.html, metadata

    def _value(self, name: str, lines: list[Any], source_path: str) -> Any:
        """The value of a header. Several lines are a list, unless Pelican allows the header once only."""
        if len(lines) > 1 and DUPLICATES_DEFINITIONS_ALLOWED.get(name, True):
            return self.process_metadata(name, lines)
        if len(lines) > 1:
            errors.warn([header.repeated(name, display_path(source_path), header_line(source_path, name, 2))])
        return self.process_metadata(name, lines[0])

    def process_metadata(self, name: str, value: Any) -> Any:  # Pelican's own contract
        if name in _RAW:
            return value
        processed = super().process_metadata(name, value)
        return [*map(self._known, processed)] if isinstance(processed, list) else self._known(processed)

    def _known(self, value: Any) -> Any:
        """The same object for the same term, so that its slug is made once."""
        if not isinstance(value, URLWrapper):
            return value
        key = type(value).__name__, value.name
        if key not in self._terms:
            value.slug = _slug(value.settings, type(value).__name__, value.name)
            self._terms[key] = value
        return self._terms[key]


def _slug(settings: dict[str, Any], kind: str, name: str) -> str:
    """The slug of a name as typed. Pelican would drop `<b>` as markup: a tag `<b>` would have no address."""
    every = settings["SLUG_REGEX_SUBSTITUTIONS"]
    own = settings.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS", every)
    case, all_letters = settings["SLUGIFY_PRESERVE_CASE"], settings["SLUGIFY_USE_UNICODE"]
    return str(slugify(escape(name), regex_subs=own, preserve_case=case, use_unicode=all_letters))


def use_reader(readers: Readers) -> None:
    for extension in _EXTENSIONS:
        readers.reader_classes[extension] = ArticleReader


def understand(generator: Generator, metadata: dict[str, Any]) -> None:
    """Replace the raw dates by what Pelican needs, and keep what is known in `metadata["header"]`."""
    source: str = metadata.pop("source_file", "")
    unread(metadata)
    zone = ZoneInfo(setting(generator.settings, "TIMEZONE"))
    required = ("title", "date") if isinstance(generator, ArticlesGenerator) else ("title",)
    known, problems = header.parse(metadata, source, "", zone, required)
    if problems:  # again, for the lines to name
        path = Path(source)
        lines = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        known, problems = header.parse(metadata, display_path(source), lines, zone, required)
    problems += terms.unfit(metadata, source)
    if source:
        errors.report(generator.context, problems)
    else:  # of a reader that is not ours; `report_unplaced` will see which file it is
        metadata[_UNPLACED] = problems
    metadata["header"] = known
    normalise_status(metadata, generator.settings)
    if isinstance(generator, ArticlesGenerator):
        mark_planned(metadata, generator.settings, schedule.of(generator.settings).is_planned(known))
    for name, date in (("date", known.date), ("modified", known.modified)):
        metadata.pop(name, None)
        if date is not None:
            metadata[name] = date.earliest(zone)
    if problems:  # go on to the next file; nothing will be written
        if not (isinstance(metadata.get("title"), str) and metadata["title"]):
            metadata["title"] = Path(source).stem
        metadata.setdefault("date", datetime.fromtimestamp(0, zone))
    set_address(metadata, known, generator.settings["ARTICLE_URL"])


def report_unplaced(content: Content) -> None:
    """Report what was wrong with a header when nobody knew yet whose it was."""
    for problem in content.metadata.pop(_UNPLACED, ()):
        errors.report(content._context, [replace(problem, where=display_path(content.source_path), line=0)])


def memoise(content: Content) -> None:
    if not versions.proven("pelican"):
        return
    if isinstance(content, Article | Page):
        memoised.memoise(content)
    if isinstance(content, Article):
        memoised.memoise_addresses(content)


def gather(generator: ArticlesGenerator) -> None:
    """Memoise what Pelican asks about terms and periods, before it asks."""
    if versions.proven("pelican"):
        for taxonomy in TAXONOMIES:
            setattr(generator, taxonomy.plural, defaultdict(memoised.Members))
        generator._build_period_archives = partial(memoised.period_archives, generator._build_period_archives)


def renew_addresses(generator: PagesGenerator) -> None:
    if not versions.proven("pelican"):
        return
    for article in generator.context["generated_content"].values():
        if isinstance(article, Article):
            memoised.renew_addresses(article)


def check_names(generator: ArticlesGenerator) -> None:
    every = (*generator.articles, *generator.hidden_articles, *generator.drafts)
    errors.report(generator.context, inspection.names(every))
    errors.note(generator.context, inspection.alike(every))


def unite_terms(generator: ArticlesGenerator) -> None:
    """Unite the spellings of terms, before Pelican makes lists of them."""
    others = [*generator.translations, *generator.hidden_articles, *generator.hidden_translations]
    if not drafts.are_withheld(generator.settings):
        others += [*generator.drafts, *generator.drafts_translations]
    found = terms.collect(generator.articles, others, [generator.settings["DEFAULT_CATEGORY"]])
    errors.report(generator.context, terms.problems(found))
    errors.note(generator.context, terms.notes(found))
    terms.unite([*generator.articles, *others], found)


def withhold_drafts(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Take drafts out of a publication, once `check_names` has seen them."""
    if drafts.are_withheld(generator.settings):
        own = [getattr(generator, name, []) for name in _DRAFTS]
        drafts.withhold(generator.context, *own)


def inspect(generators: list[Generator]) -> None:
    """Check links, HTML and templates, once all sources and files are known and before a page is made."""
    first = generators[0]
    context, settings, now = first.context, first.settings, schedule.of(first.settings).now
    tell = partial(errors.report, context) if drafts.are_withheld(settings) else errors.warn
    slugs = {each.name: {term.slug for term, _ in each.listed(context)} for each in TAXONOMIES}
    links = inspection.Links(context, settings, slugs, partial(_slug, settings))
    for content in inspection.written(context, settings):
        tell(links.problems(content))
        errors.warn(inspection.contained(content, settings["FORMATTED_FIELDS"]))
        if now is not None:
            errors.note(context, inspection.future(content, now))
        errors.report(context, inspection.template(content, partial(_has_template, first)))
        errors.report(context, inspection.address(content))
        errors.note(context, inspection.fences(content))


def find_period(generators: list[Generator]) -> None:
    """Put into `context["period"]` how long the site stays as it is."""
    context, settings = generators[0].context, generators[0].settings
    errors.report(context, schedule.problems(settings, partial(location_of, settings)))
    changing = (
        (display_path(content.source_path), content.metadata["header"])
        for content in context["generated_content"].values()
        if isinstance(content, Article)
        and (content.planned or not (drafts.are_withheld(settings) and drafts.is_draft(content)))
    )
    context["period"] = schedule.of(settings).period(changing)


def _has_template(generator: Generator, name: str) -> bool:
    try:
        generator.get_template(name)
    except PelicanTemplateNotFound:
        return False
    return True


def order(pelican: Pelican) -> None:
    """Order articles newest first, then by name. Pelican takes files from a set, in whatever order."""
    if pelican.settings["ARTICLE_ORDER_BY"] == "reversed-date":
        pelican.settings["ARTICLE_ORDER_BY"] = _place_in_lists


def _place_in_lists(article: Article) -> tuple[float, str]:
    return -article.date.timestamp(), article.relative_source_path


def translate_footnotes(pelican: Pelican) -> None:
    """Translate the title of the link back from a footnote into the site's language."""
    markdown = pelican.settings["MARKDOWN"]
    configs = dict(markdown.get("extension_configs", {}))
    footnotes = configs.get(_FOOTNOTES, {})
    if (title := footnotes.get("BACKLINK_TITLE")) == _BACK:
        words = translations.of(pelican.settings["DEFAULT_LANG"])
        configs[_FOOTNOTES] = {**footnotes, "BACKLINK_TITLE": words.gettext(title)}
        pelican.settings["MARKDOWN"] = {**markdown, "extension_configs": configs}


def register() -> None:
    signals.initialized.connect(translate_footnotes)
    signals.initialized.connect(order)
    signals.readers_init.connect(use_reader)
    signals.content_object_init.connect(report_unplaced)
    signals.content_object_init.connect(memoise)
    signals.article_generator_context.connect(understand)
    signals.page_generator_context.connect(understand)
    signals.article_generator_pretaxonomy.connect(gather)
    signals.article_generator_pretaxonomy.connect(unite_terms)
    signals.article_generator_finalized.connect(check_names)
    signals.article_generator_finalized.connect(withhold_drafts)
    signals.page_generator_finalized.connect(withhold_drafts)
    signals.page_generator_finalized.connect(renew_addresses)
    signals.all_generators_finalized.connect(inspect)
    signals.all_generators_finalized.connect(find_period)
