"""Names of categories, tags and articles in headers and in addresses. Pure."""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from unidecode import unidecode

from plugins.articles.draft import slugify
from plugins.articles.patterns import LONGEST, Patterns
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
"""The first parts of this site's own addresses, which no imported page may have. A test compares them with
the settings."""


def slug_of_term(name: str) -> str:
    """The slug that Pelican makes of a category or tag (`pelican.utils.slugify` with its default
    substitutions); a test compares both."""
    plain = unidecode(normalize("NFKC", name))
    return _GAPS.sub("-", _UNFIT.sub("", plain).strip()).lower().strip()


def category(name: str) -> str | None:
    """The name of a category for a header; None if it would have an empty slug."""
    name = _short(one_line(name))
    return name if slug_of_term(name) else None


def _short(name: str) -> str:
    """A name shortened until its slug is short enough for an address."""
    while len(slug_of_term(name)) > LONGEST:
        name = name[: len(name) * 3 // 4].rstrip()
    return name


def tags(names: Iterable[str]) -> tuple[str, ...]:
    """Tags for a header, without duplicates; a semicolon, which would separate tags, becomes a comma."""
    unique: dict[tuple[str, str], str] = {}
    for name in names:
        clean = _short(one_line(name.replace(";", ",")))
        if slug := slug_of_term(clean):
            unique.setdefault((slug, fold(clean)), clean)
    return tuple(unique.values())


def header_of_tags(names: Iterable[str]) -> str:
    """Tags separated by commas, or by semicolons if one of them contains a comma."""
    tags = list(names)
    if "," not in "".join(tags):
        return ", ".join(tags)
    return "; ".join(tags) + (";" if len(tags) == 1 else "")


def without_markup(title: str) -> str:
    """A title, which may contain HTML, as text."""
    return one_line(_TAG.sub("", title))


class Slugs:
    """Assigns a unique slug to each article.

    `taken`: the slugs in `content/`, with the ids of their articles. An article that was imported before
    keeps its slug.
    `patterns`: of the addresses of articles. `nameless`: the slug where a title gives none.
    `aside`: by id, the slugs that articles did not get because another article of this site has them.
    """

    def __init__(self, taken: Mapping[str, str], patterns: Patterns, nameless: str) -> None:
        self.patterns, self._nameless = patterns, slugify(nameless)
        self._taken = dict(taken)
        self._of_site = frozenset(taken)
        self.aside: dict[str, str] = {}
        self._by_id = {identity: slug for slug, identity in taken.items()}

    def give(self, wanted: str, identity: str, number: str) -> str:
        """The slug for an article, from its old one; with the old number appended if another article has
        it."""
        if identity in self._by_id:
            return self._by_id[identity]
        base = slugify(wanted)[:_LONGEST].strip("-") or self._nameless
        slug = base if self._taken.get(base, identity) == identity else f"{base}-{slugify(number)}"
        while self._taken.get(slug, identity) != identity:
            slug += "-bis"
        if slug != base and base in self._of_site:
            self.aside[identity] = base
        self._taken[slug], self._by_id[identity] = identity, slug
        return slug
