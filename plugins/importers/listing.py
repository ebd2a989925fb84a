"""Lines of a report, however many there are: the first in memory for a person, all in a file for programs."""

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
    """One record, and what there is to say of it."""

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
    """Grows at its end only. `folded`: what an old system exports beside articles and comments is told in one
    line for each reason, after all others."""

    def __init__(self, folded: bool = False) -> None:
        self._folded = folded
        self._first: list[Line] = []
        self._number = 0
        self._beside: dict[str, list[str]] = {}
        self._besides: Counter[str] = Counter()
        self._all = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it lives as long as the report

    def append(self, line: Line) -> None:
        if self._folded and line.source.kind is RecordKind.OTHER:
            self._besides[line.text] += 1
            self._beside.setdefault(line.text, []).append(line.source.id)
            del self._beside[line.text][_NAMED:]
        else:
            self._number += 1
            if self._number <= _SHOWN:
                self._first.append(line)
        self._all.write(f"{line.json()}\n".encode())

    def __bool__(self) -> bool:
        return bool(self._number or self._besides)

    def close(self) -> None:
        self._all.close()

    def json(self) -> Iterator[str]:
        """Each line as JSON, in order."""
        self._all.seek(0)
        yield from (line.decode().removesuffix("\n") for line in self._all)
        self._all.seek(0, 2)

    def shown(self, title: str) -> Iterator[str]:
        """Under a title, as many as a person reads."""
        if total := self._number + self._besides.total():
            yield f"\n{title} ({total:,}):"
            yield from (f"  {line}" for line in self._first)
        if self._number > _SHOWN:
            yield f"  … and {self._number - _SHOWN:,} more; all of them are in REPORT=report.json"
        for what, number in self._besides.most_common(_SHOWN):
            names = ", ".join(filter(None, self._beside[what]))
            more = ", …" if number > _NAMED else ""
            yield for_terminal(f"  {number:,} × {what}" + f" ({names}{more})" * bool(names))
