"""The smaller copies that a build writes beside its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common import files
from plugins.common.settings import setting
from plugins.staging import compression

MADE_WITH = "compressed-with.txt"
"""The file beside the output that says how the copies in it were made."""


@dataclass(frozen=True, slots=True)
class Copies:
    """`wanted`: whether there are any. `published`: the output whose copies may be taken over."""

    wanted: bool = False
    smallest: bool = False
    published: Path | None = None

    def of(self, name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each copy of a file. Copies that are published already are not made again."""
        if not self.wanted or not compression.is_worth_it(name):
            return
        missing = []
        for ending in compression.ENDINGS:
            known = self._known(name + ending)
            if known is not None and compression.holds(ending, known, data):
                yield name + ending, known
            else:
                missing.append(ending)
        for ending, copy in compression.smaller(name, data, self.smallest, missing):
            yield name + ending, copy

    def _known(self, name: str) -> bytes | None:
        return files.content(self.published / name) if self.published else None


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """Where a build writes its files, each with its copies."""

    path: Path
    copies: Copies = Copies()

    def put(self, name: str, data: bytes) -> None:
        files.put(f"{self.path}/{name}", data)
        for copy, smaller in self.copies.of(name, data):
            files.put(f"{self.path}/{copy}", smaller)


def wanted(settings: Mapping[str, Any], output: Path) -> Copies:
    """The copies that the settings ask for. `output`: where the site is published."""
    if not setting(settings, "PRECOMPRESS"):
        return Copies()
    smallest = bool(setting(settings, "SMALLEST_COPIES"))
    mark = output.with_name(f"{output.name}.hosts") / MADE_WITH
    same = files.content(mark) == compression.made_with(smallest).encode()
    return Copies(True, smallest, output if same else None)
