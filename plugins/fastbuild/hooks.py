"""Pelican's run, with what it need not do again taken out of its hands."""

import logging
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from blinker import signal
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.articles.reading import Reading
from plugins.fastbuild import identity
from plugins.fastbuild.content_cache import ContentCache

_log = logging.getLogger(__name__)
CACHE = Path(".cache")


class Build:
    """One run of Pelican."""

    def __init__(self, pelican: Pelican) -> None:
        self.pelican = pelican

    @cached_property
    def content(self) -> ContentCache:
        """Only once Pelican asks: other plugins may still change the settings."""
        settings = self.pelican.settings
        reading = Reading(settings["MARKDOWN"], settings["FORMATTED_FIELDS"])
        cache = ContentCache(CACHE, identity.of_reading(settings), reading.parse)
        if cache.notice:
            _log.info(cache.notice)
        return cache

    def prepare(self, generator: Generator) -> None:
        """Before a generator reads its first file: its readers, and the texts they will ask for."""
        if generator.settings is not self.pelican.settings:
            return
        readers = [reader for reader in generator.readers.readers.values() if hasattr(reader, "parse")]
        for reader in readers:
            reader.parse = self.content.parse
        if isinstance(generator, ArticlesGenerator | PagesGenerator):
            extensions = {ext for ext, reader in generator.readers.readers.items() if reader in readers}
            self.content.fill(_texts(generator, extensions))

    def finish(self, pelican: Pelican) -> None:
        if pelican is self.pelican:
            self.content.save()


def _texts(generator: Any, extensions: set[str]) -> Iterator[str]:
    """What is not UTF-8 is left to the reader, which says so."""
    kind = "ARTICLE" if isinstance(generator, ArticlesGenerator) else "PAGE"
    settings = generator.settings
    found = generator.get_files(settings[f"{kind}_PATHS"], settings[f"{kind}_EXCLUDES"], tuple(extensions))
    for path in found:
        data = Path(generator.path, path).read_bytes()
        try:
            yield data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue


def begin(pelican: Pelican) -> None:
    """FASTBUILD = False leaves all to Pelican: the same bytes, in more time."""
    if pelican.settings.get("FASTBUILD"):
        build = Build(pelican)
        signals.generator_init.connect(build.prepare, weak=False)
        signal("site published").connect(build.finish, weak=False)


def register() -> None:
    signals.initialized.connect(begin)
