"""Where articles and pages are, as the settings say: for those who know one by its header. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from plugins.common.output_paths import path_of
from plugins.common.when import When

LONGEST = 200
"""Bytes of a piece of an address: a disk takes 255 for a name, and other endings may follow."""
_PARTS = ("/{date:%Y}", "/{date:%m}", "/{date:%d}")


def known_part(pattern: str, when: When | None) -> str:
    """An address says no more than the date: without a day, none stands in it."""
    for part, value in zip(_PARTS, when[:3] if when else (None, None, None), strict=True):
        pattern = pattern if value else pattern.replace(part, "")
    return pattern


@dataclass(frozen=True, slots=True)
class Patterns:
    """The settings that end in SAVE_AS of articles, pages, terms and archives; a test compares them with
    pelicanconf.py."""

    article: str = "post/{date:%Y}/{date:%m}/{date:%d}/{slug}/index.html"
    page: str = "{slug}/index.html"
    category: str = "category/{slug}/index.html"
    tag: str = "tag/{slug}/index.html"
    archives: str = "archive/index.html"
    year_archive: str = "archive/{date:%Y}/index.html"

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Patterns":
        given = {each.name: settings.get(f"{each.name.upper()}_SAVE_AS") for each in fields(cls)}
        return cls(**{name: value for name, value in given.items() if value})

    def of_article(self, slug: str, when: When | None) -> str:
        """The address of a source, from the site's root."""
        day = date(when.year, when.month or 1, when.day or 1) if when else date(1970, 1, 1)
        return _address(known_part(self.article, when).format(slug=slug, date=day, lang="", category=""))

    def of_page(self, slug: str) -> str:
        return _address(self.page.format(slug=slug, lang=""))

    def of_category(self, slug: str) -> str:
        return _address(self.category.format(slug=slug))

    def of_tag(self, slug: str) -> str:
        return _address(self.tag.format(slug=slug))

    def of_archives(self) -> str:
        return _address(self.archives)

    def of_year(self, year: int) -> str:
        return _address(self.year_archive.format(date=date(year, 1, 1)))


OURS = Patterns()


def _address(save_as: str) -> str:
    return f"/{path_of(save_as)}"
