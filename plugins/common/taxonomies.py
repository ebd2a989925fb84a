"""The kinds of terms by which articles are listed, one row each. Pure.

A new one needs its row, its two templates (`<name>.html`, `<plural>.html`), and addresses in the settings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """By Pelican's names. `name`: of one term; of its template, of the variable in it, of its settings
    (`TAG_SAVE_AS`). `plural`: of all, in generators and context; of the template of their list, of its
    settings. `field`: of an article; `header`: above its text. `single`: an article has one at most.
    `own_order`: Pelican has a setting for it; others stand by their slugs. `on_index`: the list of all
    articles names them. `is_subject`: what articles are about, which feeds tell. `default`: the setting that
    names the term of articles that have none."""

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
        """Whether it says that there is none: Pelican gives one to every article."""
        return bool(self.default) and bool(term.name == settings[self.default])

    def terms_of(self, article: Any) -> list[Any]:
        """Pelican's terms of an article."""
        value = getattr(article, self.field, None)
        return value if isinstance(value, list) else [] if value is None else [value]

    def listed(self, context: Mapping[str, Any]) -> list[tuple[Any, list[Any]]]:
        """Each term with its articles, out of Pelican's context."""
        found = list(context[self.plural])
        return found if self.own_order else sorted(found, key=lambda pair: str(pair[0].slug))

    def overview(self, settings: Mapping[str, Any]) -> str:
        """Where the list of all terms is written; empty where there is none."""
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
    """Pelican's terms of all kinds."""
    for taxonomy in TAXONOMIES:
        yield from (term for term, _ in taxonomy.listed(context))
