"""Categories and tags whose words come to one address here, and did not there: `C++`, `C#`.

A build stops at such a pair (`articles.terms`), and an import must leave a site that can be built: the first
word keeps its spelling, a later one is spelt out, or numbered where it has no sign to spell. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from plugins.articles.patterns import OURS
from plugins.articles.terms import fold
from plugins.importers.existing import ExistingArticle
from plugins.importers.record import ImportedArticle, MovedAddress, RecordWarning
from plugins.importers.terms import slug_of_term

_SPELT_OUT = {"+": " plus", "#": " sharp", "&": " et ", "@": " at ", "%": " pour cent"}


class UniqueTerms:
    """The words that have an address already."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}
        self._told: set[tuple[str, str]] = set()
        self._patterns = OURS

    def add(self, articles: Iterable[ExistingArticle]) -> None:
        """Those of the site as it is."""
        for article in articles:
            for tag in article.tags:
                self._first.setdefault(("tag", slug_of_term(tag)), tag)
            if article.category:
                self._first.setdefault(("category", slug_of_term(article.category)), article.category)

    def resolve(self, article: ImportedArticle) -> tuple[ImportedArticle, list[RecordWarning]]:
        """The article with words that can stand beside those met before, and what was changed."""
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

    def moved(self, every: Iterable[MovedAddress]) -> Iterator[MovedAddress]:
        """Old addresses, but for those at which a word that was spelt out now has its page."""
        pages = {self._address(kind, slug) for kind, slug in self._first} if self._told else set()
        return (each for each in every if each.query is not None or each.old not in pages)

    def _address(self, kind: str, slug: str) -> str:
        return self._patterns.of_tag(slug) if kind == "tag" else self._patterns.of_category(slug)

    def _resolved(self, kind: str, name: str) -> str:
        first = self._first.setdefault((kind, slug_of_term(name)), name)
        if fold(first) == fold(name):
            return name
        spelt = " ".join("".join(_SPELT_OUT.get(sign, sign) for sign in name).split())
        for one in chain([spelt], (f"{name} ({number})" for number in count(2))):
            if fold(self._first.setdefault((kind, slug_of_term(one)), one)) == fold(one):
                return one
        raise AssertionError("numbers do not end")

    def _changes(self, kind: str, names: Iterable[str], unique: Iterable[str]) -> Iterator[str]:
        for name, now in zip(names, unique, strict=True):
            if name != now and (kind, name) not in self._told:
                self._told.add((kind, name))
                first = self._first[kind, slug_of_term(name)]
                yield f"{kind} “{name}” is written “{now}” here: its address would be that of “{first}”"
