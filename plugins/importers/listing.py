"""Lines of a report, however many there are: the first in memory for a person, all in a file for programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from plugins.common.text import for_terminal
from plugins.importers.record import Source

_SHOWN = 20
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
            "reason": self.text,
        }
        return json.dumps(fields, ensure_ascii=False)

    def __str__(self) -> str:
        place = f", line {self.source.line}" if self.source.line else ""
        return for_terminal(f"{self.source}{place}: {self.text}")


class Listing:
    """Grows at its end only."""

    def __init__(self) -> None:
        self._first: list[Line] = []
        self._number = 0
        self._all = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it lives as long as the report

    def append(self, line: Line) -> None:
        self._number += 1
        if self._number <= _SHOWN:
            self._first.append(line)
        self._all.write(f"{line.json()}\n".encode())

    def close(self) -> None:
        self._all.close()

    def json(self) -> Iterator[str]:
        """Each line as JSON, in order."""
        self._all.seek(0)
        yield from (line.decode().removesuffix("\n") for line in self._all)
        self._all.seek(0, 2)

    def shown(self, title: str) -> Iterator[str]:
        """Under a title, as many as a person reads."""
        if self._number:
            yield f"\n{title} ({self._number:,}):"
            yield from (f"  {line}" for line in self._first)
        if self._number > _SHOWN:
            yield f"  … and {self._number - _SHOWN:,} more; all of them are in REPORT=report.json"
