"""The lists of a report, which may be very long: the first lines are kept in memory to print, all are kept in
a temporary file for the JSON report."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from plugins.common.text import for_terminal
from plugins.importers.record import RecordKind, Source

_SHOWN = 20
_NAMED = 3
_IN_MEMORY = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Line:
    """A message about one record."""

    source: Source
    text: str

    def json(self) -> str:
        fields = {
            "kind": self.source.kind,
            "id": self.source.id,
            "line": self.source.line,
            "about": self.source.about,
            "reason": self.text,
        }
        return json.dumps(fields, ensure_ascii=False)

    def __str__(self) -> str:
        place = f", line {self.source.line}" if self.source.line else ""
        about = f" {self.source.about}" if self.source.about else ""
        return for_terminal(f"{self.source}{place}{about}: {self.text}")


class Listing:
    """A list of lines. `folded`: things other than articles and comments are summarised in one line per
    reason, after all others."""

    def __init__(self, folded: bool = False) -> None:
        self._folded = folded
        self._first: list[Line] = []
        self._number = 0
        self._folded_names: dict[str, list[str]] = {}
        self._folded_counts: Counter[str] = Counter()
        self._all = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it lives as long as the report

    def append(self, line: Line) -> None:
        if self._folded and line.source.kind is RecordKind.OTHER:
            self._folded_counts[line.text] += 1
            self._folded_names.setdefault(line.text, []).append(line.source.id)
            del self._folded_names[line.text][_NAMED:]
        else:
            self._number += 1
            if self._number <= _SHOWN:
                self._first.append(line)
        self._all.write(f"{line.json()}\n".encode())

    def __bool__(self) -> bool:
        return bool(self._number or self._folded_counts)

    def close(self) -> None:
        self._all.close()

    def json(self) -> Iterator[str]:
        """Each line as JSON, in order."""
        self._all.seek(0)
        yield from (line.decode().removesuffix("\n") for line in self._all)
        self._all.seek(0, 2)

    def shown(self, title: str) -> Iterator[str]:
        """The printed list, with a title and a limited number of lines."""
        if total := self._number + self._folded_counts.total():
            yield f"\n{title} ({total:,}):"
            yield from (f"  {line}" for line in self._first)
        if self._number > _SHOWN:
            yield f"  … and {self._number - _SHOWN:,} more; all of them are in REPORT=report.json"
        for what, number in self._folded_counts.most_common(_SHOWN):
            names = ", ".join(filter(None, self._folded_names[what]))
            ellipsis = ", …" if number > _NAMED else ""
            yield for_terminal(f"  {number:,} × {what}" + f" ({names}{ellipsis})" * bool(names))
