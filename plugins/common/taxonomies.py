"""The taxonomies by which articles are listed, such as categories and tags, one row each. Pure.

A new one needs a row, two templates (`<name>.html`, `<plural>.html`), and addresses in the settings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One taxonomy, by Pelican's names.

    `name`: of one term, its template and its variable there, and its settings (`TAG_SAVE_AS`).
    `plural`: of all terms in Pelican's generators and context, the template of their list, and its settings.
    `field`: of an article. `header`: in the source of an article.
    `single`: an article has at most one term.
    `own_order`: Pelican has a setting for the order of terms; otherwise they are sorted by slug.
    `on_index`: the list of all articles shows the terms.
    `is_subject`: feeds include the terms as subjects of an entry.
    `default`: the setting with the name of the term for articles without one.
    """

    name: str
    plural: str
    field: str
    header: str
    single: bool = False
    own_order: bool = False
    on_index: bool = False
    is_subject: bool = True
    default: str = ""

    def is_default(self, term: Any, settings: Mapping[str, Any]) -> bool:
        """Whether it is the default term, which Pelican gives to articles that have none."""
        return bool(self.default) and bool(term.name == settings[self.default])

    def terms_of(self, article: Any) -> list[Any]:
        """Pelican's terms of an article."""
        value = getattr(article, self.field, None)
        return value if isinstance(value, list) else [] if value is None else [value]

    def listed(self, context: Mapping[str, Any]) -> list[tuple[Any, list[Any]]]:
        """Pairs of term and articles, from Pelican's context."""
        pairs = list(context[self.plural])
        return pairs if self.own_order else sorted(pairs, key=lambda pair: str(pair[0].slug))

    def overview(self, settings: Mapping[str, Any]) -> str:
        """The file with the list of all terms; "" if there is none."""
        written = self.plural in settings.get("DIRECT_TEMPLATES", ())
        return str(settings.get(f"{self.plural.upper()}_SAVE_AS", "")) if written else ""


TAXONOMIES = (
    Taxonomy(
        "category",
        "categories",
        "category",
        "Category",
        single=True,
        own_order=True,
        on_index=True,
        default="DEFAULT_CATEGORY",
    ),
    Taxonomy("tag", "tags", "tags", "Tags"),
)
SUBJECTS = frozenset(taxonomy.name for taxonomy in TAXONOMIES if taxonomy.is_subject)


def every_term(context: Mapping[str, Any]) -> Iterator[Any]:
    """Pelican's terms of all taxonomies."""
    for taxonomy in TAXONOMIES:
        yield from (term for term, _ in taxonomy.listed(context))
