"""The way without Pelican: stops where nothing changed, writes what depends on changed comments and articles,
and hands over everything else.

Pages are made by the same plan, from the same views, as in a whole build; what is in doubt is handed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.addresses.internal import PublishedSite
from plugins.addresses.preview import HostRules
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.fastbuild import cards, catalogue_file, explain, made, outputs, records
from plugins.fastbuild.beside import Beside
from plugins.fastbuild.binder import bound
from plugins.fastbuild.build import Last, kept_of, shelf_of, still_there
from plugins.fastbuild.cards import Card
from plugins.fastbuild.catalogue import Catalogue, Printed
from plugins.fastbuild.catalogue_file import Opened
from plugins.fastbuild.changes import Changes, HandOver
from plugins.fastbuild.plan import LEDGER, TALK, Family, Planner, Unit, shows_the_same
from plugins.fastbuild.records import Kept, View
from plugins.fastbuild.shelf import read_talk, whole
from plugins.fastbuild.state import Cache, State
from plugins.fastbuild.templates import Templates
from plugins.feeds.entries import Entries
from plugins.moderation.core import ledger_file, ledger_page
from plugins.staging import copies
from plugins.views.model import LedgerView

_LEDGER = "moderation.csv"


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: files whose bytes changed, and how many there are."""

    changed: int
    known: int


class Front:
    """One build from the state that another left. `content`: the folder of the sources."""

    def __init__(
        self, before: State, opened: Opened | None, content: Path, settings: Mapping[str, Any]
    ) -> None:
        if opened is None or opened.catalogue.facts.jinja is None:
            raise HandOver("the last build left nothing to go on from")
        self._before, self._content, self._settings = before, content, settings
        self._opened, self._old = opened, opened.catalogue
        self._cache = Cache.of(before.root)
        self._drawer = catalogue_file.drawer(self._cache.folder, self._old.made_by)
        self._kept = kept_of(self._drawer)
        self._root, self._beside = Path(before.root), Path(before.beside)
        self._copies = copies.wanted(settings, self._root)

    def run(self, found: Changes, lost: Iterable[str]) -> tuple[State, Written]:
        """`lost`: files of the output that nobody has any more. The state still is to be saved."""
        last = self._last(set(lost))
        new = self._catalogue(found)
        kept = kept_of(self._drawer)
        shelf = shelf_of(new, self._ledger(), kept, self._content / "comments")
        facts = new.facts
        templates = Templates(facts.templates, facts.jinja or {}, self._cache.templates)
        said = partial(catalogue_file.said, self._opened, new)
        planner = Planner(new, shelf, kept, templates.render, said)
        new, texts, intake = self._print(planner, shelf.asked, new, self._changed(found, new), last)
        changed = self._write(texts, *_other_files(self._old.printed, new.printed))
        hosts = self._write_intake(intake)
        self._drawer.save(new.cards)
        name = catalogue_file.amend(self._opened, new, planner.rows)
        return self._state(name, changed, hosts), Written(len(changed), len(self._before.outputs))

    def explain(self, found: Changes, path: str) -> list[str]:
        """Sentences on one file of the output; nothing is written."""
        name = explain.owner(self._old, path)
        lines = list(explain.what(self._old, path, name))
        if name is None:
            return lines
        last, ledger = self._old.printed[name], str(self._content / _LEDGER)
        return [*lines, explain.would(found, partial(self._print_with, name, last.asked), last.print, ledger)]

    def _print_with(self, name: str, asked: Iterable[str], changes: Changes) -> bytes | None:
        """Of a unit, if these were all changes. Each time from what is kept, which `_card` changes."""
        alone = Front(self._before, self._opened, self._content, self._settings)
        return alone._print_of(name, asked, changes)

    def _print_of(self, name: str, asked: Iterable[str], changes: Changes) -> bytes | None:
        new, kept = self._catalogue(changes), kept_of(self._drawer)
        shelf = shelf_of(new, self._ledger(), kept, self._content / "comments")
        planner = Planner(new, shelf, kept, lambda _: b"")
        subject = name.removeprefix("article ")
        if subject in new.cards:
            return planner.article(subject).print(asked)
        units = (unit for family in planner.families() for unit in family.units())
        return next((unit.print(asked) for unit in units if unit.name == name), None)

    def _changed(self, found: Changes, new: Catalogue) -> set[str]:
        """As `Family.needs` calls it."""
        old = self._old.cards
        changed = {name for name, card in new.cards.items() if card is not old[name]}
        if any(new.cards[name].of_talk != old[name].of_talk for name in changed):
            changed.add(TALK)
        return changed | ({LEDGER} if str(self._content / _LEDGER) in found.sources else set())

    def _last(self, lost: set[str]) -> Last:
        last = still_there(self._old, lost)
        if strange := lost - _files(self._old.printed):
            raise HandOver(f"{min(strange)} is gone from the output and from the cache")
        return last

    def _catalogue(self, found: Changes) -> Catalogue:
        sources = {str(Path(path).relative_to(self._content)) for path in found.sources} - {_LEDGER}
        if strange := sources - self._old.cards.keys():
            raise HandOver(f"{min(strange)} changed, which is no article")
        slugs = {card.slug for card in self._old.cards.values()}
        if strays := found.talks - slugs:
            raise HandOver(f"comments for “{min(strays)}”, which is no article")
        new = dict(self._old.cards)
        for name, card in self._old.cards.items():
            if name in sources or card.slug in found.talks:
                new[name] = self._card(card, name in sources)
        return self._old.with_cards(new)

    def _card(self, card: Card, edited: bool) -> Card:
        facts, site = self._old.facts, self._old.site
        before = self._kept(card.name)
        try:
            comments = read_talk(card, self._content / "comments", facts.shown)
        except SiteError as error:
            raise HandOver(str(error)) from None
        view = whole(self._edited(before, card.name) if edited else before.view, comments)
        zone = ZoneInfo(facts.zone)
        entries = Entries(site, UUID(facts.site_id), zone)
        parts, written = records.of_view(view), records.written(view, entries)
        self._drawer.put(card.name, bound(records.of_article(parts, written, before.source)))
        return cards.card(card.name, view, cards.digests(view, parts), written, entries, zone)

    def _edited(self, kept: Kept, name: str) -> View:
        from plugins.fastbuild import edits  # Markdown is needed for nothing else

        root = self._root
        view = edits.edited(kept, self._content, name, self._old.facts)
        known = PublishedSite(
            self._old.site.address,
            self._before.outputs,
            HostRules(),
            lambda file: (root / file).read_text(encoding="utf-8"),
        )
        edits.check_links(kept.view, view, known, self._content / name)
        return view

    def _ledger(self) -> LedgerView:
        path = self._content / _LEDGER
        try:
            return ledger_page.view(ledger_file.parse(path.read_bytes(), str(path)))
        except FileNotFoundError:
            return ledger_page.view(())
        except SiteError as error:
            raise HandOver(str(error)) from None

    def _articles(self, planner: Planner, new: Catalogue, last: Last) -> Iterator[Unit | str]:
        """Units to be looked at, and the names of those that are as they were."""
        for name, card in new.cards.items():
            unit = f"article {name}"
            same = card is self._old.cards[name] and unit in last.printed
            yield unit if same else planner.article(name)

    def _lists(
        self, families: Iterable[Family], new: Catalogue, changed: set[str], last: Last
    ) -> Iterator[made.Planned]:
        """The same by families. One whose articles are as they were is not planned."""
        for family in families:
            known = self._old.families.get(family.name, ())
            if known and changed.isdisjoint(family.needs) and all(name in last.printed for name in known):
                yield family.name, list(known)
            else:
                units = family.units()
                yield family.name, [self._as_it_was(unit, new, changed, last) or unit for unit in units]

    def _as_it_was(self, unit: Unit, new: Catalogue, changed: set[str], last: Last) -> str | None:
        """The name of a page that shows of what changed only what did not."""
        if unit.needs is None or unit.name not in last.printed:
            return None
        asked, old = last.printed[unit.name].asked, self._old.cards
        shown = changed.intersection(unit.needs)
        same = all(name in old and shows_the_same(asked, old[name], new.cards[name]) for name in shown)
        return unit.name if same else None

    def _print(
        self, planner: Planner, asked: set[str], new: Catalogue, changed: set[str], last: Last
    ) -> tuple[Catalogue, dict[str, bytes], bytes]:
        """The catalogue with the prints of all units, the texts of those that are not as they were, and what
        the intake is told. Pages, and all else, are two halves."""

        def made_of(families: Iterable[made.Planned]) -> made.Made:
            return made.of(families, asked, last, self._copies)

        pages = Beside(lambda: iter([made_of(self._lists(planner.pages(), new, changed, last)).plain()]))
        feeds = made_of(self._lists(planner.feeds(), new, changed, last))
        articles = made_of([("", list(self._articles(planner, new, last)))])
        intake = planner.intake().encode()
        halves = (articles, made.from_plain(pages.told()), feeds)
        pages.ended()
        printed = {name: one for half in halves for name, one in half.printed.items()}
        families = {name: names for half in halves[1:] for name, names in half.families.items()}
        texts = {path: text for half in halves for path, text in half.texts.items()}
        return new.with_printed(printed, families), texts, intake

    def _write(self, texts: Mapping[str, bytes], before: set[str], now: set[str]) -> set[str]:
        """Returns the files that changed or went. A file whose bytes are the same is not touched."""
        gone = before - now
        gone |= {f"{path}{end}" for path in (*gone, *texts) for end in outputs.COPIES} - texts.keys()
        gone &= self._before.outputs.keys()
        changed = {path for path, data in texts.items() if _bytes(self._root / path) != data}
        for path in sorted(changed):
            files.take_place(f"{self._root}/{path}", texts[path])
        outputs.forget(self._root, gone)
        self._cache.site.forget(gone)
        self._cache.site.keep(self._root, changed)
        return changed | gone

    def _write_intake(self, data: bytes) -> bool:
        path = self._beside / "intake.json"
        if _bytes(path) == data:
            return False
        files.take_place(str(path), data)
        self._cache.hosts.keep(self._beside, ["intake.json"])
        return True

    def _state(self, catalogue: bytes, changed: set[str], intake: bool) -> State:
        before, now = self._before, outputs.stamps(self._root, changed)
        hosts = {**before.hosts, **outputs.stamps(self._beside, ["intake.json"] if intake else [])}
        became = {name: now.get(name) for name in changed}
        return before.with_changed(became, catalogue=catalogue, seen=(), hosts=hosts)


def _files(printed: Mapping[str, Printed]) -> set[str]:
    return {path for unit in printed.values() for path in unit.files}


def _other_files(old: Mapping[str, Printed], new: Mapping[str, Printed]) -> tuple[set[str], set[str]]:
    """The files of the units that are not the same in both."""
    was = {name: one for name, one in old.items() if new.get(name) != one}
    return _files(was), _files({name: one for name, one in new.items() if old.get(name) != one})


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
