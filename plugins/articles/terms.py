"""Terms (categories, tags …) that come to one address: one term in its commonest spelling, or a problem.

Knows nothing of Pelican.

Case, accents, apostrophes and hyphens spell one word in several ways. Other signs make words: `C++`, `C#` and
`C` are three, and no page may pass one off as another.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import category, normalize

from plugins.articles import source
from plugins.articles.patterns import LONGEST
from plugins.common.errors import Problem
from plugins.common.taxonomies import TAXONOMIES

_HEADERS = {taxonomy.name: taxonomy.header for taxonomy in TAXONOMIES}
_RULE = 'SLUG_REGEX_SUBSTITUTIONS (docs/settings.md), as ["#", "-sharp"] tells C# from C'
_BEGINNING = 40
_ALIKE = str.maketrans({"’": "'", "‘": "'", "‐": " ", "‑": " ", "-": " ", "_": " ", "œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a term is written. `listed`: by how many articles in lists; `paths`: of all."""

    term: Any
    listed: int
    paths: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.term.name)


Terms = Mapping[tuple[str, str], tuple[Spelling, ...]]
"""By taxonomy and slug: its spellings, the one that counts first."""


def fold(name: str) -> str:
    """A key that all spellings of a word share."""
    letters = normalize("NFKD", name.casefold().translate(_ALIKE))
    return " ".join("".join(sign for sign in letters if category(sign) != "Mn").split())


def collect(listed: Collection[Any], others: Iterable[Any], first: Collection[str]) -> Terms:
    """All terms of articles. `first`: names that count whatever others are written as."""
    met: dict[tuple[str, str], dict[str, Any]] = {}
    for articles, counts in ((listed, 1), (others, 0)):
        for article in articles:
            for kind, term in _terms(article):
                spelt = met.setdefault((kind, term.slug), {}).setdefault(term.name, [term, 0, set()])
                spelt[1] += counts
                spelt[2].add(str(article.source_path))
    return {key: _ordered(spellings.values(), first) for key, spellings in met.items()}


def unite(articles: Iterable[Any], terms: Terms) -> None:
    """Give each article the terms that count, each once."""
    for article in articles:
        for taxonomy in TAXONOMIES:
            if not hasattr(article, taxonomy.field):
                continue
            own = [terms[taxonomy.name, term.slug][0].term for term in taxonomy.terms_of(article)]
            value = list({term.slug: term for term in own}.values())
            article.metadata[taxonomy.field] = value[0] if taxonomy.single else value
            setattr(article, taxonomy.field, article.metadata[taxonomy.field])


def problems(terms: Terms) -> Iterator[Problem]:
    """Problems of different words that would have one address."""
    for (kind, _), (counts, *others) in terms.items():
        for other in others:
            if fold(other.name) != fold(counts.name):
                what = f"“{other.name}” comes to the address of “{counts.name}”, /{counts.term.url}"
                there = f"{what} (in {_some(counts.paths)})"
                hint = f"Write the same word in both, or tell them apart by a rule in {_RULE}."
                yield from (_problem(kind, path, there, hint) for path in other.paths)


def notes(terms: Terms) -> Iterator[Problem]:
    """Notes about spellings of a word that are not shown."""
    for (kind, _), (counts, *others) in terms.items():
        for other in others:
            if fold(other.name) == fold(counts.name):
                what = f"“{other.name}” has the address of “{counts.name}”, and is shown so"
                more = f" (in {len(other.paths)} articles)" if len(other.paths) > 1 else ""
                hint = "Write it the same everywhere."
                yield _problem(kind, other.paths[0], what + more, hint)


def unfit(metadata: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """Problems of terms whose slug is empty, or too long for an address."""
    for name in dict.fromkeys([*(taxonomy.field for taxonomy in TAXONOMIES), "author", "authors"]):
        value = metadata.get(name)
        every: list[Any] = value if isinstance(value, list) else [value]
        for term in every:
            slug = getattr(term, "slug", None)
            if slug == "":
                what = f"{name.title()}: “{term.name}” cannot stand in an address"
                yield Problem(source.display_path(path), 0, what, "Give it a letter or a digit.")
            elif slug and len(slug.encode()) > LONGEST:
                what = f"{name.title()}: “{term.name[:_BEGINNING]}…” is too long for an address"
                yield Problem(source.display_path(path), 0, what, f"Shorten it: {LONGEST} letters at most.")


def _terms(article: Any) -> Iterator[tuple[str, Any]]:
    for taxonomy in TAXONOMIES:
        yield from ((taxonomy.name, term) for term in taxonomy.terms_of(article))


def _ordered(met: Iterable[Any], first: Collection[str]) -> tuple[Spelling, ...]:
    """The commonest first; of several, by their letters. What no list shows does not count beside what one
    shows."""
    found = [Spelling(term, listed, tuple(sorted(paths))) for term, listed, paths in met]
    shown = any(each.listed for each in found)

    def sort_key(each: Spelling) -> tuple[bool, int, str]:
        return each.name not in first, -(each.listed if shown else len(each.paths)), each.name

    return tuple(sorted(found, key=sort_key))


def _problem(kind: str, path: str, what: str, hint: str) -> Problem:
    header = _HEADERS[kind]
    return Problem(source.display_path(path), source.header_line(path, header), f"{header}: {what}", hint)


def _some(paths: Collection[str]) -> str:
    first, *more = paths
    return f"{source.display_path(first)} and {len(more)} more" if more else source.display_path(first)
