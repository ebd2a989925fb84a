"""The site as the last build left it, without its texts: what there is, in which order, and where it went."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.fastbuild.cards import Card
from plugins.fastbuild.packing import pack, unpack
from plugins.views.model import PageView, SiteView, TermView
from plugins.views.page_specs import PageSpec

Members = Mapping[str, tuple[TermView, tuple[str, ...]]]


class Printed(NamedTuple):
    """A unit of the plan as it was last written: the print of all it depends on, its files, and what its
    template asked of articles."""

    print: bytes
    files: tuple[str, ...]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Settings that are needed to write the site, plain. `theme`: its folder; `jinja`: options of the
    environment of its templates, None where it holds more; `markdown`: what Python-Markdown is made with,
    None where that is more than plain values, or does not make all of a text."""

    site_id: str
    zone: str
    feed_items: int
    feed_comments: int
    feed_term_items: int
    shown: int | None
    theme: str = ""
    jinja: Mapping[str, Any] | None = None
    markdown: Any = None
    formatted: tuple[str, ...] = ()

    @property
    def templates(self) -> str:
        """The folder of the theme's."""
        return str(Path(self.theme, "templates").absolute())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`listed`: the articles in lists, newest first; `talks`: those whose comments have feeds; `terms`: by
    kind and slug, in Pelican's order, with their articles; `places`: addresses and dates of all but articles
    for the sitemap; `printed`: by the name of the unit; `families`: the
    names of the units of each family of the plan."""

    made_by: str
    facts: Facts
    site: SiteView
    page_specs: tuple[PageSpec, ...]
    listed: tuple[str, ...]
    talks: tuple[str, ...]
    terms: Mapping[str, Members]
    pages: Mapping[str, PageView]
    places: tuple[tuple[str, str], ...]
    cards: Mapping[str, Card] = field(default_factory=dict)
    printed: Mapping[str, Printed] = field(default_factory=dict)
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_cards(self, cards: Mapping[str, Card]) -> "Catalogue":
        return replace(self, cards=cards)

    def with_printed(
        self, printed: Mapping[str, Printed], families: Mapping[str, tuple[str, ...]]
    ) -> "Catalogue":
        return replace(self, printed=printed, families=families)

    def plain(self) -> Any:
        """For `sealed`."""
        facts = self.facts
        return {
            "made_by": self.made_by,
            "facts": tuple(getattr(facts, each.name) for each in fields(facts)),
            "site": pack(self.site),
            "page_specs": [
                (s.template, s.files, s.kind, s.subject, s.articles, s.size) for s in self.page_specs
            ],
            "listed": self.listed,
            "talks": self.talks,
            "terms": {kind: _plain_terms(terms) for kind, terms in self.terms.items()},
            "pages": {name: pack(page) for name, page in self.pages.items()},
            "places": self.places,
            "cards": {name: tuple(card) for name, card in self.cards.items()},
            "families": dict(self.families),
            "printed": {name: tuple(printed) for name, printed in self.printed.items()},
        }


def _plain_terms(terms: Members) -> Any:
    return {slug: (pack(term), names) for slug, (term, names) in terms.items()}


def from_plain(plain: Any) -> Catalogue:
    """What `Catalogue.plain` gave."""
    return Catalogue(
        made_by=plain["made_by"],
        facts=Facts(*plain["facts"]),
        site=unpack(plain["site"]),
        page_specs=tuple(PageSpec(*spec) for spec in plain["page_specs"]),
        listed=plain["listed"],
        talks=plain["talks"],
        terms={
            kind: {slug: (unpack(term), names) for slug, (term, names) in terms.items()}
            for kind, terms in plain["terms"].items()
        },
        pages={name: unpack(page) for name, page in plain["pages"].items()},
        places=plain["places"],
        families=plain["families"],
        cards=dict(zip(plain["cards"], map(Card._make, plain["cards"].values()), strict=True)),
        printed=dict(zip(plain["printed"], map(Printed._make, plain["printed"].values()), strict=True)),
    )
