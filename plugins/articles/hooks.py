"""Pelican reads an article through here, so that a date keeps the precision its author wrote.

Pelican's own reader hands dates to dateutil, which completes “2020-12” with today's day.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import escape
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.readers import DUPLICATES_DEFINITIONS_ALLOWED, MarkdownReader, Readers
from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from plugins.articles import answers, header
from plugins.articles.header import Header
from plugins.articles.reading import Parsed, Reading
from plugins.articles.source import shown, text
from plugins.common import errors, versions
from plugins.common.errors import Problem

_log = logging.getLogger("pelican.readers")  # where `staging` listens
_RAW = frozenset({"date", "modified"})
_EXTENSIONS = ("md", "markdown", "mkd", "mdown")


class ArticleReader(MarkdownReader):  # type: ignore[misc]  # Pelican carries no types
    """Markdown as Pelican reads it; dates stay as written, headings and source come along.

    `parse` turns a source into what is `Parsed`; who has read it before may put something faster there.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._reading = Reading(settings["MARKDOWN"], settings["FORMATTED_FIELDS"])
        self.parse: Callable[[str], Parsed] = lambda path: self._reading.parse(text(path))
        self._terms: dict[tuple[str, str], URLWrapper] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        parsed = self.parse(source_path)
        metadata = {name: self._value(name, lines, source_path) for name, lines in parsed.header.items()}
        metadata["toc_tokens"] = parsed.toc
        metadata["written_header"] = parsed.header
        metadata["source_file"] = source_path
        return parsed.html, metadata

    def _value(self, name: str, lines: list[Any], source_path: str) -> Any:
        """Several lines are a list, but of a header that Pelican allows once."""
        if len(lines) > 1 and DUPLICATES_DEFINITIONS_ALLOWED.get(name, True):
            return self.process_metadata(name, lines)
        if len(lines) > 1:
            _log.warning("Duplicate definition of `%s` for %s. Using first one.", name, source_path)
        return self.process_metadata(name, lines[0])

    def process_metadata(self, name: str, value: Any) -> Any:  # Pelican's own contract
        if name in _RAW:
            return value
        processed = super().process_metadata(name, value)
        return [*map(self._known, processed)] if isinstance(processed, list) else self._known(processed)

    def _known(self, value: Any) -> Any:
        """One object for each term, whose slug is made once."""
        if not isinstance(value, URLWrapper):
            return value
        key = type(value).__name__, value.name
        if key not in self._terms:
            value.slug = _slug(value)
            self._terms[key] = value
        return self._terms[key]


def _terms(value: Any) -> list[URLWrapper]:
    """The categories, tags or authors among the values of a header."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, URLWrapper)]


def _slug(term: URLWrapper) -> str:
    """Of all that was typed: Pelican takes `<b>` for markup, and a tag `<b>` would have no address."""
    return str(slugify(escape(term.name), regex_subs=term.settings["SLUG_REGEX_SUBSTITUTIONS"]))


def use_reader(readers: Readers) -> None:
    for extension in _EXTENSIONS:
        readers.reader_classes[extension] = ArticleReader


def understand(generator: Generator, metadata: dict[str, Any]) -> None:
    """Replace the raw dates by what Pelican needs, and keep what is known in `metadata["header"]`."""
    source: str = metadata.pop("source_file", "")
    zone = ZoneInfo(generator.settings["TIMEZONE"])
    required = ("title", "date") if isinstance(generator, ArticlesGenerator) else ("title",)
    known, problems = header.parse(metadata, source, "", zone, required)
    if problems:  # again, for the lines to name
        path = Path(source)
        lines = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        known, problems = header.parse(metadata, shown(source), lines, zone, required)
    problems += _nameless(metadata, source)
    errors.report(generator.context, problems)
    metadata["header"] = known
    for name, date in (("date", known.date), ("modified", known.modified)):
        metadata.pop(name, None)
        if date is not None:
            metadata[name] = date.earliest(zone)
    if problems:  # go on to the next file; nothing will be written
        if not (isinstance(metadata.get("title"), str) and metadata["title"]):
            metadata["title"] = Path(source).stem
        metadata.setdefault("date", datetime.fromtimestamp(0, zone))
    _place(metadata, known, generator.settings["ARTICLE_URL"])


def _nameless(metadata: dict[str, Any], source: str) -> Iterator[Problem]:
    """Terms of which nothing is left in an address."""
    for name in ("category", "tags", "author", "authors"):
        for term in _terms(metadata.get(name)):
            if not term.slug:
                what = f"{name.title()}: “{term.name}” cannot stand in an address"
                yield Problem(shown(source), 0, what, "Give it a letter or a digit.")


def _place(metadata: dict[str, Any], known: Header, pattern: str) -> None:
    """An address says no more than the date: without a day, none stands in it."""
    if known.date is None or known.date.day is not None or "slug" not in metadata or "url" in metadata:
        return
    for part, value in (("/{date:%m}", known.date.month), ("/{date:%d}", known.date.day)):
        pattern = pattern if value else pattern.replace(part, "")
    if metadata.get("status") != "draft":
        metadata["url"] = pattern.format(**metadata)
        metadata["save_as"] = f"{metadata['url'].rstrip('/')}/index.html"


def remember(content: Content) -> None:
    if not versions.proven("pelican"):
        return
    if isinstance(content, Article | Page):
        answers.remember(content)
    if isinstance(content, Article):
        answers.address_once(content)


def settle(generator: PagesGenerator) -> None:
    if not versions.proven("pelican"):
        return
    for article in generator.context["generated_content"].values():
        if isinstance(article, Article):
            answers.settle(article)


def check_names(generator: ArticlesGenerator) -> None:
    """A slug names one folder of comments, an id one entry of feeds."""
    every = (*generator.articles, *generator.hidden_articles, *generator.drafts)
    slugs: dict[str, str] = {}
    ids: dict[str, str] = {}
    for article in sorted(every, key=lambda article: article.source_path):
        path = article.source_path
        identifier = article.metadata["header"].id or article.slug
        for kind, name, first in (("Slug", article.slug, slugs), ("Id", identifier, ids)):
            if first.setdefault(name, path) != path:
                hint = f"Give one of them another {kind}; the first is in {shown(first[name])}."
                problem = Problem(shown(path), 0, f"{kind} “{name}” is used twice", hint)
                errors.report(generator.context, [problem])
                break


def order(pelican: Pelican) -> None:
    """Newest first; of one moment, by name. Pelican takes files from a set: theirs would be any order."""
    if pelican.settings["ARTICLE_ORDER_BY"] == "reversed-date":
        pelican.settings["ARTICLE_ORDER_BY"] = _place_in_lists


def _place_in_lists(article: Article) -> tuple[float, str]:
    return -article.date.timestamp(), article.relative_source_path


def register() -> None:
    signals.initialized.connect(order)
    signals.readers_init.connect(use_reader)
    signals.content_object_init.connect(remember)
    signals.article_generator_context.connect(understand)
    signals.page_generator_context.connect(understand)
    signals.article_generator_finalized.connect(check_names)
    signals.page_generator_finalized.connect(settle)
