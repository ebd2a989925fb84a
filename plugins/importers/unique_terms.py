"""Renames categories and tags that would have the same slug here, such as `C++` and `C#`. Pure.

A build refuses such a pair (`articles.terms`), and an import must leave a site that can be built. The first
name stays as it is; in a later one, symbols are spelt out, or it gets a number if it has none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from plugins.articles.patterns import OURS
from plugins.articles.terms import fold
from plugins.importers.existing import ExistingArticle
from plugins.importers.record import ImportedArticle, MovedAddress, RecordWarning
from plugins.importers.terms import slug_of_term
from plugins.importers.words import FRENCH, ImportWords


class UniqueTerms:
    """Keeps the first name for each slug. `words`: for signs that are spelt out."""

    def __init__(self, words: ImportWords = FRENCH) -> None:
        self._spelt_out = {
            "+": " plus", "#": " sharp", "&": f" {words.ampersand} ", "@": " at ", "%": f" {words.percent}",
        }  # fmt: skip
        self._first: dict[tuple[str, str], str] = {}
        self._told: set[tuple[str, str]] = set()
        self._patterns = OURS

    def add(self, articles: Iterable[ExistingArticle]) -> None:
        """Add the names on the present site."""
        for article in articles:
            for tag in article.tags:
                self._first.setdefault(("tag", slug_of_term(tag)), tag)
            if article.category:
                self._first.setdefault(("category", slug_of_term(article.category)), article.category)

    def resolve(self, article: ImportedArticle) -> tuple[ImportedArticle, list[RecordWarning]]:
        """The article with names that do not clash with earlier ones, and warnings for those that were
        changed."""
        self._patterns = article.patterns
        tags = [self._resolved("tag", tag) for tag in article.tags]
        category = self._resolved("category", article.category) if article.category else None
        once: dict[str, str] = {}
        for tag in tags:
            once.setdefault(slug_of_term(tag), tag)
        told = [*self._changes("tag", article.tags, tags)]
        if article.category and category:
            told += self._changes("category", [article.category], [category])
        return replace(article, tags=tuple(once.values()), category=category), [
            RecordWarning(article.source, what) for what in told
        ]

    def moved(self, addresses: Iterable[MovedAddress]) -> Iterator[MovedAddress]:
        """Old addresses, except those that are now the address of a renamed term."""
        pages = {self._address(kind, slug) for kind, slug in self._first} if self._told else set()
        return (moved for moved in addresses if moved.query is not None or moved.old not in pages)

    def _address(self, kind: str, slug: str) -> str:
        return self._patterns.of_tag(slug) if kind == "tag" else self._patterns.of_category(slug)

    def _resolved(self, kind: str, name: str) -> str:
        first = self._first.setdefault((kind, slug_of_term(name)), name)
        if fold(first) == fold(name):
            return name
        spelt = " ".join("".join(self._spelt_out.get(character, character) for character in name).split())
        for candidate in chain([spelt], (f"{name} ({number})" for number in count(2))):
            if fold(self._first.setdefault((kind, slug_of_term(candidate)), candidate)) == fold(candidate):
                return candidate
        raise AssertionError("numbers do not end")

    def _changes(self, kind: str, names: Iterable[str], unique: Iterable[str]) -> Iterator[str]:
        for name, now in zip(names, unique, strict=True):
            if name != now and (kind, name) not in self._told:
                self._told.add((kind, name))
                first = self._first[kind, slug_of_term(name)]
                yield f"{kind} “{name}” is written “{now}” here: its address would be that of “{first}”"
