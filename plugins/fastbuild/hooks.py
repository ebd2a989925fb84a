"""Pelican's run, with what it need not do again taken out of its hands.

No class and no function of Pelican's is replaced, only what single objects hold (a list: docs/building.md).
Our readers get a cache (`articles.hooks.ArticleReader.parse`), our own writer notes pages instead of
rendering them (`views.hooks`), and they are rendered before `staging` publishes.
"""

import gc
import logging
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from blinker import signal
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.writers import FileOverwriteFailedError

from plugins.articles.reading import SourceParser
from plugins.common import files
from plugins.fastbuild import (
    catalogue_file,
    edits,
    facts,
    handover,
    identity,
    outputs,
    pool,
    templates,
    unknown,
)
from plugins.fastbuild.beside import Beside
from plugins.fastbuild.build import FirstRound, Last, SecondRound, kept_of, shelf_of, still_there
from plugins.fastbuild.catalogue import Catalogue
from plugins.fastbuild.content_cache import ContentCache
from plugins.fastbuild.members import Members, year_by_year
from plugins.fastbuild.outputs import Stamp, Stamps
from plugins.fastbuild.packing import pack
from plugins.fastbuild.plan import Planner
from plugins.fastbuild.state import Cache, State
from plugins.fastbuild.store import Store
from plugins.fastbuild.templates import Templates
from plugins.fastbuild.voices import Rows
from plugins.staging import copies
from plugins.staging.copies import OutputFolder
from plugins.views.page_specs import TERMS, PageSpec, RenderJob

_log = logging.getLogger(__name__)
_LINKS_AT_ONCE = 3000
_RARELY = 10_000, 1_000, 1_000  # young objects only: what articles are made of stays


def gather(generator: ArticlesGenerator) -> None:
    generator.categories, generator.tags = defaultdict(Members), defaultdict(Members)
    generator._build_period_archives = year_by_year(generator._build_period_archives)


def ask_for_no_times(generator: ArticlesGenerator) -> None:
    """Pelican takes the time of each source four times for a cache of its own, though it is off."""
    if not (generator.settings["CACHE_CONTENT"] or generator.settings["LOAD_CONTENT_CACHE"]):
        generator._filestamp_func = generator.readers._filestamp_func = _no_time


def _no_time(path: str) -> float:
    return 0.0


class Build:
    """One run of Pelican."""

    def __init__(self, pelican: Pelican, output: Path) -> None:
        self.pelican, self.output = pelican, output
        self.cache = Cache.of(output)
        self.beside = output.with_name(f"{output.name}.hosts")
        self.catalogue: Catalogue | None = None
        self.rows: Rows | None = None
        self.generator: Any = None
        self._compiling: Beside[tuple[()]] | None = None
        self._alone = ExitStack()
        self._alone.enter_context(self.cache.alone())  # again, where the front is already

    @cached_property
    def content(self) -> ContentCache:
        """Only once Pelican asks: other plugins may still change the settings."""
        settings = self.pelican.settings
        reading = SourceParser(settings["MARKDOWN"], settings["FORMATTED_FIELDS"])
        cache = ContentCache(self.cache.folder, identity.of_reading(settings), reading.parse)
        if cache.notice:
            _log.info(cache.notice)
        return cache

    def prepare(self, generator: Generator) -> None:
        """Before a generator reads its first file: its readers, and what they will ask for."""
        if generator.settings is not self.pelican.settings:
            return
        handover.seen()  # over before the first source is read: what changes from now on is a change
        generator.context.setdefault("page_specs", [])
        readers = [reader for reader in generator.readers.readers.values() if hasattr(reader, "parse")]
        for reader in readers:
            reader.parse = self.content.parse
        self._compiling = self._compiling or Beside(partial(_compiled, generator, self.cache))
        if isinstance(generator, ArticlesGenerator | PagesGenerator):
            extensions = {ext for ext, reader in generator.readers.readers.items() if reader in readers}
            self.content.expect(_sources(generator, extensions))

    def look(self, generators: list[Generator]) -> None:
        if generators[0].settings is self.pelican.settings:
            self.content.settle()
            self.generator = generators[0]
            self._share_templates(generators)

    def _share_templates(self, generators: list[Generator]) -> None:
        """Each generator has an environment, and each process would compile its own."""
        if self._compiling is not None:
            self._compiling.told()
            self._compiling.ended()
        options = facts.jinja(self.pelican.settings)
        if options is not None:
            for generator in generators:
                templates.equip(generator.env, options, self.cache.templates)

    def write(self, pelican: Pelican) -> None:
        """All pages and feeds that are not as the last build left them."""
        if pelican is not self.pelican:
            return
        generator = self.generator
        catalogue = _catalogue(generator)
        drawer = catalogue_file.drawer(self.cache.folder, catalogue.made_by)
        last = self._last(catalogue.made_by)
        out, factory = self._out(), generator.context["view_factory"]
        render = partial(_render, generator)
        cards, printed, fresh = FirstRound(catalogue, factory, last, drawer, render, edits.source).run(out)
        catalogue = catalogue.with_cards(cards)
        kept = kept_of(drawer)
        shelf = shelf_of(catalogue, factory.ledger, kept, Path(generator.path, "comments"))
        planner = Planner(catalogue, shelf, kept, render)
        lists, fresh_lists, families = SecondRound(planner, shelf, last).run(out)
        files.put(f"{generator.settings['HOSTS_PATH']}/intake.json", planner.intake().encode())
        self.rows = planner.rows
        self.catalogue = catalogue.with_printed({**printed, **lists}, families)
        drawer.save(cards)
        self._keep({path for name in fresh | fresh_lists for path in self.catalogue.printed[name].files})

    def _out(self) -> OutputFolder:
        """Where pages are written until all of them are there."""
        copied = copies.wanted(self.pelican.settings, self.output)
        return OutputFolder(Path(self.pelican.output_path), copied)

    def _last(self, made_by: str) -> Last:
        """What the last build left, files that somebody changed brought back first."""
        before = self.cache.load()
        opened = catalogue_file.load(self.cache.folder, before.catalogue, made_by) if before else None
        if before is None or opened is None:
            return Last({}, {})
        catalogue = opened.catalogue
        if before.root != str(self.output):
            return Last(catalogue.cards, {})
        bad = outputs.wrong(self.output, before.outputs)
        return still_there(catalogue, self.cache.site.restore(self.output, before.outputs, bad))

    def _keep(self, files: set[str]) -> None:
        """Tell `staging` which files of the output stay although nobody staged them."""
        copies = {f"{name}{ending}" for name in files for ending in outputs.COPIES}
        self.pelican.settings["KEPT"] = frozenset(files | copies)

    def finish(self, pelican: Pelican, files: Collection[str], hosts: Collection[str]) -> None:
        """All is in its place: remember it."""
        if pelican is not self.pelican or self.catalogue is None:
            return
        self.content.save()
        before = self.cache.load()
        saving = Beside(partial(_saved, self.cache, self.catalogue, self.rows))
        ours = _put_by(self.output, files, self.cache.site, before.outputs if before else {})
        beside = _put_by(self.beside, hosts, self.cache.hosts, before.hosts if before else {})
        (name,) = saving.told()
        self.cache.save(State(name, handover.seen(), str(self.output), str(self.beside), ours, beside))
        self._alone.close()


def _saved(cache: Cache, catalogue: Catalogue, rows: Rows | None) -> Iterator[tuple[bytes]]:
    yield (catalogue_file.save(cache.folder, catalogue, rows),)


def _put_by(root: Path, names: Collection[str], store: Store, then: Stamps) -> Stamps:
    """Give these files of a folder second names, and forget those that went. Returns what is there now."""
    if not then:
        store.clear()
    now: dict[str, Stamp] = {}
    for stamps in pool.each(partial(store.keep, root), pool.shares([*names], _LINKS_AT_ONCE)):
        now.update(stamps)
    store.forget(name for name in then if name not in now)
    return now


def _sources(generator: Any, extensions: set[str]) -> Iterator[str]:
    """In the order in which the generator will ask, that of the same set, and by the same names."""
    kind = "ARTICLE" if isinstance(generator, ArticlesGenerator) else "PAGE"
    settings = generator.settings
    found = generator.get_files(settings[f"{kind}_PATHS"], settings[f"{kind}_EXCLUDES"], tuple(extensions))
    return (f"{generator.path}/{path}" for path in found)


def _render(generator: Generator, job: RenderJob) -> bytes:
    return templates.render(generator.env, job)


def _catalogue(generator: Generator) -> Catalogue:
    """What Pelican and our other plugins have found."""
    context, settings = generator.context, generator.settings
    factory = context["view_factory"]
    drafts = [draft for draft in context["drafts"] if draft.save_as]
    page_specs = tuple(_unclaimed(context["page_specs"]))
    terms = {"category": context["categories"], "tag": context["tags"]}
    assert tuple(terms) == TERMS
    return Catalogue(
        made_by=identity.of_site(settings, Path(generator.theme), pack(factory.site)),
        facts=facts.of(settings, Path(generator.theme)),
        site=factory.site,
        page_specs=page_specs,
        listed=factory.names(context["articles"]),
        talks=factory.names([*context["articles"], *context["hidden_articles"], *drafts]),
        terms={
            kind: {
                term.slug: (factory.term(kind, term.slug), factory.names(articles))
                for term, articles in found
            }
            for kind, found in terms.items()
        },
        pages={spec.subject: factory.page(spec.subject) for spec in page_specs if spec.kind == "page"},
        places=context["places"],
    )


def _compiled(generator: Generator, cache: Cache) -> Iterator[tuple[()]]:
    """The templates, while the first texts are read."""
    options = facts.jinja(generator.settings)
    if options is not None:
        Templates(str(Path(generator.theme, "templates")), options, cache.templates).compile()
    yield ()


def _unclaimed(noted: list[tuple[PageSpec, bool]]) -> Iterator[PageSpec]:
    """As Pelican's writer: of two pages in one place the one that overrides counts, or none may be."""
    places: dict[str, tuple[PageSpec, bool]] = {}
    for spec, overrides in noted:
        before = places.get(spec.files[0])
        if before is not None and before[1] == overrides:
            raise FileOverwriteFailedError(f"{spec.files[0]}: two pages would stand here")
        if before is None or overrides:
            places[spec.files[0]] = spec, overrides
    return (spec for spec, _ in places.values())


def begin(pelican: Pelican) -> None:
    """FASTBUILD = False leaves all to Pelican: the same bytes, in more time. So does what is `unknown`."""
    if not pelican.settings.get("FASTBUILD"):
        return
    if why := unknown.reason(pelican.settings):
        _log.info("FASTBUILD steps aside: %s.", why)
        return
    gc.set_threshold(*_RARELY)
    build = Build(pelican, Path(pelican.settings["OUTPUT_PATH"]))
    signals.generator_init.connect(build.prepare, weak=False)
    signal("site published").connect(build.finish, weak=False)
    signals.article_generator_init.connect(ask_for_no_times)
    signals.article_generator_pretaxonomy.connect(gather)
    signals.all_generators_finalized.connect(build.look, weak=False)
    signal("site staged").connect(build.write, weak=False)


def register() -> None:
    signals.initialized.connect(begin)
