"""Pelican's run, with what it need not do again taken out of its hands.

No class and no function of Pelican's is replaced, only what single objects hold (a list: docs/building.md).
Our readers get a cache (`articles.hooks.ArticleReader.parse`), our own writer notes pages instead of
rendering them (`views.hooks`), and they are rendered before `staging` publishes.
"""

import gc
import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from blinker import signal
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.articles import links
from plugins.articles.reading import SourceParser
from plugins.articles.source import display_path
from plugins.common import files, publishing
from plugins.common.errors import SiteError
from plugins.common.settings import setting
from plugins.common.taxonomies import TAXONOMIES
from plugins.fastbuild import cache_key, templates
from plugins.fastbuild.changes import ChangeDetector
from plugins.fastbuild.full import FullBuild, Texts
from plugins.fastbuild.state import BuildCache, BuildSettings, SiteState
from plugins.fastbuild.summaries import pack
from plugins.fastbuild.templates import TemplateCache
from plugins.staging import build_signals, copies
from plugins.staging.copies import OutputFolder
from plugins.staging.outputs import COPIES, Stamps, original
from plugins.views import broken_templates
from plugins.views.conversation import address_length
from plugins.views.page_specs import RenderJob

_log = logging.getLogger(__name__)
_RARELY = 10_000, 1_000, 1_000  # young objects only: what articles are made of stays
_BEYOND_OPTIONS = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")


class Build:
    """One run of Pelican."""

    def __init__(self, pelican: Pelican) -> None:
        self.pelican, self.cache = pelican, BuildCache(Path(pelican.settings["OUTPUT_PATH"]))
        self.generator: Any = None
        self.state: SiteState | None = None
        self._alone = ExitStack()
        self._alone.enter_context(self.cache.alone())  # again, where `__main__` is already
        self.cache.site.check()
        self.cache.texts.check()

    @cached_property
    def texts(self) -> Texts:
        """Only once Pelican asks: other plugins may still change the settings."""
        settings = self.pelican.settings
        reading = SourceParser(settings["MARKDOWN"], settings["FORMATTED_FIELDS"])
        return Texts(self.cache.texts, cache_key.of_reading(settings), reading.parse)

    def prepare(self, generator: Generator) -> None:
        """Before a generator reads its first file, give its readers and its templates what is cached."""
        if generator.settings is not self.pelican.settings:
            return
        _seen()  # over before the first source is read: what changes from now on is a change
        generator.context.setdefault("page_specs", {})
        readers = {ext: one for ext, one in generator.readers.readers.items() if hasattr(one, "parse")}
        for reader in readers.values():
            reader.parse = self.texts.parse
        options = jinja_options(self.pelican.settings)
        if options is not None:  # each generator has an environment, and each process would compile its own
            generator.env.bytecode_cache = TemplateCache(options, self.cache.templates)
        if isinstance(generator, ArticlesGenerator | PagesGenerator):
            self.texts.expect(_sources(generator, set(readers)))

    def look(self, generators: list[Generator]) -> None:
        if generators[0].settings is not self.pelican.settings:
            return
        self.texts.join()
        self.generator = generators[0]
        templates.compile_all(self.generator.env)

    def write(self, pelican: Pelican) -> None:
        """Write all pages and feeds that are not as the last build left them."""
        if pelican is not self.pelican:
            return
        generator, factory = self.generator, self.generator.context["view_factory"]
        state = _state(generator)
        out = OutputFolder(Path(pelican.output_path), copies.wanted(pelican.settings, self.cache.output.root))
        last = self._last(state.cache_key)
        build = FullBuild(state, factory, last, self.cache.site, partial(_rendered, generator), out)
        now, intake = build.run(Path(generator.path))
        files.put(f"{generator.settings['HOSTS_PATH']}/intake.json", intake.encode())
        fresh = (unit for name, unit in now.units.items() if last and last.units.get(name) is unit)
        stay = {path for unit in fresh for path in unit.files}  # although nobody stages them
        kept = frozenset(f"{name}{ending}" for name in stay for ending in ("", *COPIES))
        pelican.settings["KEPT"] = pelican.settings.get("KEPT", frozenset()) | kept
        self.state = now

    def _last(self, cache_key: str) -> SiteState | None:
        """The state of the last build, without units of which a file, or its smaller copy, is missing or was
        changed by somebody else and cannot be restored."""
        last = self.cache.state(cache_key)
        if last is None or self.cache.stamps is None:
            return last and replace(last, units={})
        known, output = self.cache.stamps[0], self.cache.output
        gone = set(map(original, output.restore(known, output.wrong(known))))
        units = {name: unit for name, unit in last.units.items() if gone.isdisjoint(unit.files)}
        return replace(last, units=units)

    def publish(self, pelican: Pelican) -> None:
        if pelican is self.pelican:
            self.cache.output.begin_writing()

    def finish(self, pelican: Pelican, files: Collection[str], hosts: Collection[str]) -> None:
        """Keep what is known for the next build, once everything is in its place."""
        if pelican is not self.pelican or self.state is None:
            return
        before: tuple[Stamps, Stamps] = self.cache.stamps or ({}, {})
        output = self.cache.output.keep_all(files, before[0])
        beside = self.cache.hosts.keep_all(hosts, before[1])
        self.cache.save(self.state, output, beside, _seen())
        self.cache.close()
        self._alone.close()
        print(publishing.due_next(self.state.period, pelican.settings), end="")


def _rendered(generator: Generator, job: RenderJob) -> bytes:
    """Raises SiteError for a template that fails."""
    try:
        return templates.render(generator.env, job)
    except Exception as error:  # whatever a template calls
        what = broken_templates.subject(generator.context, job.save_as)
        raise SiteError([broken_templates.problem(error, what)]) from error


def _seen() -> Mapping[str, Any]:
    """What was seen of the sources before the first was read; empty if nobody looked."""
    detector = ChangeDetector.of_this_run
    return detector.seen() if detector else {}


def _sources(generator: Any, extensions: set[str]) -> Iterator[str]:
    """The generator's sources, by the names and in the order in which it will ask: that of the same set."""
    kind = "ARTICLE" if isinstance(generator, ArticlesGenerator) else "PAGE"
    settings = generator.settings
    found = generator.get_files(settings[f"{kind}_PATHS"], settings[f"{kind}_EXCLUDES"], tuple(extensions))
    return (f"{generator.path}/{path}" for path in found)


def _state(generator: Generator) -> SiteState:
    """The site as Pelican and our other plugins found it, before anything is written."""
    context, settings = generator.context, generator.settings
    factory = context["view_factory"]
    drafts = [draft for draft in context["drafts"] if draft.save_as]
    page_specs = tuple(spec for spec, _ in context["page_specs"].values())
    return SiteState(
        cache_key=cache_key.of_site(settings, Path(generator.theme), pack(factory.site)),
        settings=build_settings(settings, Path(generator.theme)),
        site=factory.site,
        page_specs=page_specs,
        listed=factory.names(context["articles"]),
        discussed=factory.names([*context["articles"], *context["hidden_articles"], *drafts]),
        terms={
            taxonomy.name: {
                term.slug: (factory.term(taxonomy.name, term.slug), factory.names(articles))
                for term, articles in taxonomy.listed(context)
            }
            for taxonomy in TAXONOMIES
        },
        pages={spec.subject: factory.page(spec.subject) for spec in page_specs if spec.kind == "page"},
        sitemap_entries=context["sitemap_entries"],
        period=context["period"],
    )


def build_settings(settings: Mapping[str, Any], theme: Path) -> BuildSettings:
    """The settings that builds without Pelican need."""
    ours = settings["INTRASITE_LINK_REGEX"] == links.WRITTEN and not settings["TYPOGRIFY"]
    return BuildSettings(
        site_id=setting(settings, "SITE_ID"),
        zone=setting(settings, "TIMEZONE"),
        feed_items=setting(settings, "FEED_ITEMS"),
        feed_comments=setting(settings, "FEED_COMMENTS"),
        feed_term_items=setting(settings, "FEED_TERM_ITEMS"),
        address_length=address_length(settings),
        theme=display_path(str(theme)),
        jinja=jinja_options(settings),
        markdown=settings["MARKDOWN"] if ours and _is_plain(settings["MARKDOWN"]) else None,
        formatted=tuple(settings["FORMATTED_FIELDS"]),
        published=tuple(settings["STATIC_PATHS"]),
    )


def jinja_options(settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The options of Jinja's environment; None if the settings give it more, which only Pelican knows."""
    options = {name: value for name, value in settings["JINJA_ENVIRONMENT"].items() if name != "undefined"}
    bare = not any(settings.get(name) for name in _BEYOND_OPTIONS) and not options.pop("extensions", None)
    return options if bare and _is_plain(options) else None


def _is_plain(value: Any) -> bool:
    try:
        pack(value)
    except TypeError:
        return False
    return True


def begin(pelican: Pelican) -> None:
    """FASTBUILD = False leaves all to Pelican: the same bytes, in more time. So does what is `unknown`."""
    if not setting(pelican.settings, "FASTBUILD"):
        return
    if why := cache_key.unknown(pelican.settings):
        _log.info("FASTBUILD steps aside: %s.", why)
        return
    gc.set_threshold(*_RARELY)
    build = Build(pelican)
    signals.generator_init.connect(build.prepare, weak=False)
    signal(build_signals.PUBLISHING).connect(build.publish, weak=False)
    signal(build_signals.PUBLISHED).connect(build.finish, weak=False)
    signals.all_generators_finalized.connect(build.look, weak=False)
    signal(build_signals.STAGED).connect(build.write, weak=False)


def register() -> None:
    signals.initialized.connect(begin)
