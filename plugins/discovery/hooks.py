"""Writes sitemap.xml, robots.txt and security.txt."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.articles.header import Header
from plugins.common import errors
from plugins.common.output_paths import address_of
from plugins.common.settings import setting
from plugins.common.site_settings import location_of
from plugins.common.taxonomies import every_term
from plugins.discovery import robots, security, sitemap
from plugins.discovery.sitemap import SitemapEntry, w3c_date
from plugins.views.addresses import absolute


def check(generator: ArticlesGenerator) -> None:
    fields = setting(generator.settings, "SECURITY")
    if fields:
        errors.report(
            generator.context, security.problems(fields, location_of(generator.settings, "SECURITY"))
        )


class DiscoveryGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Runs after the articles' generator, whose views it reads."""

    def generate_output(self, _: Any) -> None:  # the writer of pages; these are none
        address = self.context["view_factory"].site.address
        others = list(self._others(address))
        if "page_specs" in self.context:  # `plugins.fastbuild` writes it
            self.context["sitemap_entries"] = tuple((entry.address, entry.changed) for entry in others)
        else:
            for name, text in sitemap.files(address, [*self._articles(address), *others]):
                self._write(name, text)
        self._write("robots.txt", robots.text(absolute(address, "sitemap.xml")))
        if fields := setting(self.settings, "SECURITY"):
            path = ".well-known/security.txt"
            self._write(path, security.text({"Canonical": absolute(address, path), **fields}))

    def _articles(self, address: str) -> Iterator[SitemapEntry]:
        """The published articles, without hidden ones and drafts."""
        zone = ZoneInfo(setting(self.settings, "TIMEZONE"))
        for view in self.context["view_factory"].articles(self.context["articles"]):
            yield SitemapEntry(absolute(address, view.url), w3c_date(sitemap.of_article(view, zone)))

    def _others(self, address: str) -> Iterator[SitemapEntry]:
        """Pages, and the first page of each list; not the page for missing addresses (404)."""
        zone = ZoneInfo(setting(self.settings, "TIMEZONE"))
        for page in self.context["pages"]:
            header = page.metadata.get("header")
            dates = (header.date, header.modified) if isinstance(header, Header) else ()
            yield SitemapEntry(
                absolute(address, address_of(page.save_as)), w3c_date(sitemap.latest(dates, zone))
            )
        for save_as in self._lists():
            yield SitemapEntry(absolute(address, address_of(save_as)))

    def _lists(self) -> Iterator[str]:
        for name in self.settings["DIRECT_TEMPLATES"]:
            if name != "404":
                yield self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        yield from (term.save_as for term in every_term(self.context))
        for periods in self.context["period_archives"].values():
            yield from (period["save_as"] for period in periods)

    def _write(self, name: str, text: str) -> None:
        path = Path(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def register() -> None:
    signals.article_generator_finalized.connect(check)
    signals.get_generators.connect(lambda _: DiscoveryGenerator, weak=False)
