"""What a build knows of the site and leaves for the next one, without the texts; and where that is kept on
disk, in `.cache/<output>/`.

Each output has a cache of its own: the preview and a publication do not undo each other's work.
"""

import marshal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.common import locks
from plugins.common.moment import Period
from plugins.fastbuild import summaries
from plugins.fastbuild.cache import SEEN, Cache, NeedsFullBuild, Shards, in_shards
from plugins.fastbuild.summaries import PARTS, ArticleSource, ArticleSummary, PackedView, pack, packed, unpack
from plugins.staging.outputs import OutputFiles, Stamps
from plugins.views.model import PageView, SiteView, TermView
from plugins.views.page_specs import PageSpec

ALL = Path(".cache")
_KEPT = "A build keeps here what it knows: make it a folder that may be written to, or move it away."
_SITE, _SUMMARIES, _UNITS, _TEMPLATES = "site", "summaries", "units", "templates"
_OUTPUT, _BESIDE = "output", "beside"  # all that a build needs which has nothing to do
Terms = Mapping[str, tuple[TermView, tuple[str, ...]]]


class BuiltUnit(NamedTuple):
    """A unit of the plan as it was last written: the fingerprint of all it depends on, its files, what its
    template read of articles, the group it was planned with."""

    fingerprint: bytes
    files: tuple[str, ...]
    accessed_fields: tuple[str, ...]
    group: str


@packed
@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The settings that are needed to write the site, as plain values. `address_length`: letters of an
    address that are shown; `theme`: its folder; `jinja`: options of Jinja's environment, None if it is given
    more than options; `markdown`: the arguments of Python-Markdown, None if they are more than plain values
    or do not decide alone; `published`: folders of sources whose files are published at their own
    addresses."""

    site_id: str
    zone: str
    feed_items: int
    feed_comments: int
    feed_term_items: int
    address_length: int | None
    theme: str = ""
    jinja: Mapping[str, Any] | None = None
    markdown: Any = None
    formatted: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


packed(PageSpec)
packed(Period)


@packed
@dataclass(frozen=True, slots=True)
class SiteState:
    """`cache_key`: of what everything depends on beside the sources. `listed`: the articles in lists, newest
    first; `discussed`: those whose comments have feeds; `terms`: by kind and slug, in Pelican's order, with
    their articles; `sitemap_entries`: addresses and dates in the sitemap that are not of articles; `period`:
    how long the site stays as it is; `units`: by name."""

    cache_key: str
    settings: BuildSettings
    site: SiteView
    page_specs: tuple[PageSpec, ...]
    listed: tuple[str, ...]
    discussed: tuple[str, ...]
    terms: Mapping[str, Terms]
    pages: Mapping[str, PageView]
    sitemap_entries: tuple[tuple[str, str], ...]
    period: Period | None = None
    summaries: Mapping[str, ArticleSummary] = field(default_factory=dict)
    units: Mapping[str, BuiltUnit] = field(default_factory=dict)


class CachedArticle:
    """What is kept of an article beside its summary, read on access. Each property raises NeedsFullBuild if
    nothing is kept."""

    __slots__ = ("_cache", "_summary")

    def __init__(self, cache: Cache, summary: ArticleSummary) -> None:
        self._cache, self._summary = cache, summary

    @property
    def about(self) -> PackedView:
        """What lists may ask of the article."""
        return dict(zip(summaries.IN_ABOUT, marshal.loads(self._part(summaries.ABOUT)), strict=True))

    @property
    def text(self) -> PackedView:
        return dict(zip(summaries.IN_TEXT, marshal.loads(self._part(summaries.TEXT)), strict=True))

    @property
    def view(self) -> PackedView:
        """The article's view without its conversation."""
        return {**self.about, **self.text}

    @property
    def source(self) -> ArticleSource:
        """The article's source, as given to `summary`."""
        return ArticleSource(*marshal.loads(self._part(summaries.SOURCE)))

    @property
    def entry(self) -> bytes:
        """The article's entry in Atom."""
        return bytes(self._part(summaries.ENTRY))

    @property
    def comments(self) -> list[bytes]:
        """The entries of its comments, in Atom."""
        return bytes(self._part(summaries.COMMENTS)).split(summaries.BETWEEN)

    def _part(self, number: int) -> memoryview:
        data = self._cache.record(self._summary.record, number)
        if data is None:
            raise NeedsFullBuild(f"nothing is kept of {self._summary.name}")
        return data


class BuildCache:
    """What is kept of the builds of one output, in `folder`."""

    def __init__(self, output: Path) -> None:
        self.folder = ALL / output.name
        self.output = OutputFiles(output, self.folder / "site")
        self.hosts = OutputFiles(output.with_name(f"{output.name}.hosts"), self.folder / "hosts")
        self.site = Cache(self.folder / "site.sqlite", PARTS)
        self.texts = Cache(self.folder / "texts.sqlite", 1)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One build of an output at a time: others say so, and wait. Raises SystemExit where none can be."""
        with ExitStack() as stack:
            try:
                stack.enter_context(locks.one_process(self.folder / "lock", self._waiting))
            except OSError as error:
                raise SystemExit(f"{error.filename or self.folder}: {error.strerror}. {_KEPT}") from None
            yield

    def _waiting(self) -> None:
        print(f"Another build of {self.folder.name}/ is at work: this one waits for its end.", flush=True)

    @cached_property
    def stamps(self) -> tuple[Stamps, Stamps] | None:
        """Of the output and of what is beside it, as the last build left both; None where none is known."""
        beside, output = self.site.read(_BESIDE), self.site.read(_OUTPUT)
        if beside is None or output is None or beside["root"] != str(self.output.root):
            return None
        return output, beside["hosts"]

    @property
    def period(self) -> Period | None:
        """The period of the state, without reading the rest."""
        beside = self.site.read(_BESIDE)
        period: Period | None = unpack(beside["period"]) if beside else None
        return period

    def state(self, cache_key: str | None = None) -> SiteState | None:
        """The last build's. `cache_key`: the only one of which it is believed; what another version of our
        code wrote may have another shape. None: whoever asks knows that."""
        small = self.site.read(_SITE)
        if small is None or cache_key not in (None, small["cache_key"]):
            return None
        known, units = self.site.read(_SUMMARIES), self.site.read(_UNITS)
        if known is None or units is None:
            return None
        state: SiteState = unpack(small["state"])
        return replace(
            state,
            summaries=dict(zip(known, map(ArticleSummary._make, known.values()), strict=True)),
            units=dict(zip(units, map(BuiltUnit._make, units.values()), strict=True)),
        )

    @cached_property
    def templates(self) -> dict[str, Any]:
        """Compiled ones, for `templates.TemplateCache`, which adds to them."""
        return self.site.read(_TEMPLATES) or {}

    def save(
        self,
        now: SiteState,
        output: Stamps,
        hosts: Stamps,
        seen: Mapping[str, Any],
        before: SiteState | None = None,
    ) -> None:
        """All of it, or what is not as it was `before`. `seen`: of the sources (`changes`); where nobody
        looked, nothing is known of them."""
        stamps = self.stamps if before else None
        tables: dict[str, Shards] = {
            _SUMMARIES: in_shards(now.summaries, before.summaries if before else None),
            _UNITS: in_shards(now.units, before.units if before else None),
            _OUTPUT: in_shards(output, stamps[0] if stamps else None),
            _BESIDE: {0: {"root": str(self.output.root), "hosts": dict(hosts), "period": pack(now.period)}},
            SEEN: {0: dict(seen)},
        }
        if before is None:
            small = {"cache_key": now.cache_key, "state": pack(replace(now, summaries={}, units={}))}
            tables |= {_SITE: {0: small}, _TEMPLATES: {0: self.templates}}
        self.site.write(tables)
        if before is None:
            self.site.keep_only(one.record for one in now.summaries.values())
        else:
            old = before.summaries
            self.site.remove(one.record for n, one in old.items() if now.summaries[n].record != one.record)
        self.output.end_writing()

    def close(self) -> None:
        self.site.close()
        self.texts.close()
