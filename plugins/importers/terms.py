"""Names of categories, tags and articles, as they stand in headers and in addresses. Pure."""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from unidecode import unidecode

from plugins.articles.draft import slugify
from plugins.articles.patterns import LONGEST, OURS, Patterns
from plugins.articles.terms import fold
from plugins.common.text import one_line

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>")
_UNFIT = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[-\s]+")
_LONGEST = 100

RESERVED = frozenset({
    "post", "brouillons", "category", "tag", "archive", "feed", "page", "images", "public", "wp-content",
    "static", "theme", "moderation",
})  # fmt: skip
"""First pieces of this site's own addresses, besides those that owners choose: no page may take one. A test
compares them with the settings."""


def slug_of_term(name: str) -> str:
    """The piece of an address that Pelican makes of a category or tag (`pelican.utils.slugify` with the
    substitutions it has by default); a test compares them."""
    plain = unidecode(normalize("NFKC", name))
    return _GAPS.sub("-", _UNFIT.sub("", plain).strip()).lower().strip()


def category(name: str) -> str | None:
    """As it can stand in a header; None if nothing of it could stand in an address."""
    name = _short(one_line(name))
    return name if slug_of_term(name) else None


def _short(name: str) -> str:
    """Not longer than an address can hold."""
    while len(slug_of_term(name)) > LONGEST:
        name = name[: len(name) * 3 // 4].rstrip()
    return name


def tags(names: Iterable[str]) -> tuple[str, ...]:
    """Each word once; a semicolon, which would end it in a header, becomes a comma."""
    found: dict[tuple[str, str], str] = {}
    for name in names:
        clean = _short(one_line(name.replace(";", ",")))
        if slug := slug_of_term(clean):
            found.setdefault((slug, fold(clean)), clean)
    return tuple(found.values())


def header_of_tags(names: Iterable[str]) -> str:
    """With commas between them; with semicolons where a tag has a comma in it."""
    every = list(names)
    return "; ".join(every) + (";" if len(every) == 1 else "") if "," in "".join(every) else ", ".join(every)


def without_markup(title: str) -> str:
    """A title that may hold HTML, as text."""
    return one_line(_TAG.sub("", title))


class Slugs:
    """Gives each article a slug of its own. `taken`: the slugs that are in `content/`, with the ids of their
    articles: an article imported before keeps its slug; another one's is not given away. `aside`: the slugs
    that articles would have had, by their ids, if this site had no article of that slug. `patterns`: where
    articles are shown by their slugs."""

    def __init__(self, taken: Mapping[str, str], patterns: Patterns = OURS) -> None:
        self.patterns = patterns
        self._taken = dict(taken)
        self._of_site = frozenset(taken)
        self.aside: dict[str, str] = {}
        self._known = {identity: slug for slug, identity in taken.items()}

    def give(self, wanted: str, identity: str, number: str) -> str:
        """From the old address; with the old number behind it where another article has it."""
        if identity in self._known:
            return self._known[identity]
        base = slugify(wanted)[:_LONGEST].strip("-") or "billet"
        slug = base if self._taken.get(base, identity) == identity else f"{base}-{slugify(number)}"
        while self._taken.get(slug, identity) != identity:
            slug += "-bis"
        if slug != base and base in self._of_site:
            self.aside[identity] = base
        self._taken[slug], self._known[identity] = identity, slug
        return slug
