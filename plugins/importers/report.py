"""The report of an import, for people and as JSON. Every record that was read has exactly one outcome;
otherwise the import has failed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from plugins.common.text import for_terminal
from plugins.importers.listing import Line, Listing
from plugins.importers.media import Folder
from plugins.importers.record import RecordKind, Source

_COLUMNS = ("read", "written", "queued", "refused", "unchanged")


class RecordOutcome(StrEnum):
    """What became of a record. One that was there already counts too, and is also counted as `unchanged`."""

    WRITTEN = "written"
    QUEUED = "queued"
    REFUSED = "refused"


@dataclass(slots=True)
class ImportReport:
    """Filled while the import runs. `advice`: what can be done otherwise, for whoever reads it now."""

    system: str
    file: str
    dry: bool = False
    present: Counter[RecordKind] = field(default_factory=Counter)
    outcomes: Counter[tuple[RecordKind, RecordOutcome]] = field(default_factory=Counter)
    unchanged: Counter[RecordKind] = field(default_factory=Counter)
    queued: Counter[str] = field(default_factory=Counter)
    refused: Listing = field(default_factory=lambda: Listing(folded=True))
    kept: Listing = field(default_factory=Listing)
    warnings: Listing = field(default_factory=Listing)
    tallies: Counter[str] = field(default_factory=Counter)
    addresses: int = 0
    media: list[Folder] = field(default_factory=list)
    advice: str = ""

    def close(self) -> None:
        for listing in (self.refused, self.kept, self.warnings):
            listing.close()

    def count(self, source: Source, outcome: RecordOutcome, unchanged: bool = False) -> None:
        self.outcomes[source.kind, outcome] += 1
        self.unchanged[source.kind] += unchanged

    def refuse(self, source: Source, reason: str) -> None:
        self.count(source, RecordOutcome.REFUSED)
        self.refused.append(Line(source, reason))

    def keep(self, source: Source, why: str) -> None:
        """Note that a file was kept as it is, because a person changed it."""
        self.count(source, RecordOutcome.WRITTEN, unchanged=True)
        self.kept.append(Line(source, why))

    def warn(self, source: Source, what: str) -> None:
        self.warnings.append(Line(source, what))

    @property
    def kinds(self) -> list[RecordKind]:
        with_outcome = {kind for kind, _ in self.outcomes}
        return [kind for kind in RecordKind if self.present[kind] or kind in with_outcome]

    def row(self, kind: RecordKind) -> dict[str, int]:
        outcomes = {str(outcome): self.outcomes[kind, outcome] for outcome in RecordOutcome}
        return {"read": self.present[kind], **outcomes, "unchanged": self.unchanged[kind]}

    def total(self) -> dict[str, int]:
        rows = [self.row(kind) for kind in self.kinds]
        return {name: sum(row[name] for row in rows) for name in _COLUMNS}

    @property
    def empty(self) -> bool:
        """Whether the export contained nothing."""
        return not (self.addresses or self.warnings or any(self.present.values()) or self.outcomes)

    @property
    def balanced(self) -> bool:
        """Whether read = written + queued + refused for each kind."""
        rows = [self.row(kind) for kind in self.kinds]
        return all(row["read"] == sum(row[outcome] for outcome in RecordOutcome) for row in rows)

    def json(self) -> Iterator[str]:
        """The report as JSON, in pieces because the lists may be long. It contains no texts of records, so
        that it can be shared."""
        yield json.dumps(self._figures(), ensure_ascii=False, indent=1).removesuffix("\n}")
        for name, listing in (("refusals", self.refused), ("kept", self.kept), ("warnings", self.warnings)):
            yield f',\n "{name}": ['
            for number, line in enumerate(listing.json()):
                yield f"{',' if number else ''}\n  {line}"
            yield "\n ]"
        yield "\n}\n"

    def _figures(self) -> dict[str, Any]:
        return {
            "system": self.system,
            "file": self.file,
            "dry_run": self.dry,
            **self.total(),
            "balanced": self.balanced,
            "by_kind": {str(kind): self.row(kind) for kind in self.kinds},
            "queued_by_state": dict(sorted(self.queued.items())),
            "addresses_mapped": self.addresses,
            "media": [folder.json() for folder in self.media],
            "counts": dict(sorted(self.tallies.items())),
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.system} · {for_terminal(self.file)}" + (" · dry run, nothing was written" * self.dry)
        yield ""
        yield f"{'':12}" + "".join(f"{name:>11}" for name in _COLUMNS)
        for kind in self.kinds:
            yield f"{kind + 's':12}" + "".join(f"{number:>11,}" for number in self.row(kind).values())
        for state, number in sorted(self.queued.items()):
            yield f"in the queue as {state}: {number:,}"
        yield f"old addresses mapped: {self.addresses:,}"
        yield from map(str, self.media)
        for what, number in sorted(self.tallies.items()):
            yield f"{what}: {number:,}"
        yield from self.refused.shown("Refused")
        yield from self.kept.shown("Kept as they are, for somebody changed them since")
        yield from self.warnings.shown("Look at")
        if self.advice:
            yield f"\n{for_terminal(self.advice)}"
        if not self.balanced:
            yield "\nSome records that were read have no outcome. Please report this: nothing may be lost so."
