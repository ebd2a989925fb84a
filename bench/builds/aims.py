"""What this project's builds may cost beside others', and whether they do. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.builds.results import (
    ARTICLE,
    COLD,
    COMMENT,
    ELEVENTY,
    GONE,
    HUGO,
    KEPT,
    NOTHING,
    OURS,
    PELICAN,
    PUBLISH_COLD,
    PUBLISH_COMMENT,
    TENTH,
    WATCH,
    Results,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """This project's `case` costs at most `most` times what `their_case` costs `other`."""

    case: str
    most: float
    other: str
    their_case: str
    figure: Literal["wall", "peak"] = "wall"

    def __str__(self) -> str:
        what = "memory of " if self.figure == "peak" else ""
        theirs = "" if self.their_case == COLD else f", {self.their_case}"
        return f"{what}{self.case} ≤ {self.most:g} × {self.other}{theirs}"


AIMS = (
    Aim(PUBLISH_COLD, 2.5, OURS, COLD),
    Aim(PUBLISH_COLD, 1.2, HUGO, PUBLISH_COLD),
    Aim(PUBLISH_COMMENT, 1.5, OURS, COMMENT),
    Aim(PUBLISH_COMMENT, 0.12, HUGO, COLD),
    Aim(COLD, 1.3, HUGO, COLD),
    Aim(COLD, 0.7, ELEVENTY, COLD),
    Aim(COLD, 0.2, PELICAN, COLD),
    Aim(COLD, 0.35, HUGO, COLD, "peak"),
    Aim(KEPT, 0.5, HUGO, COLD),
    Aim(GONE, 0.5, HUGO, COLD),
    Aim(COMMENT, 0.1, HUGO, COLD),
    Aim(COMMENT, 0.2, WATCH, COMMENT),
    Aim(ARTICLE, 0.15, HUGO, COLD),
    Aim(NOTHING, 0.08, HUGO, COLD),
)
MOST_BYTES, MOST_WITH_COPIES = 2.0, 1e9
"""Times Hugo's for the same pages; and a limit of GitHub Pages."""
MOST_GROWTH = 11.0
"""Times as long for ten times as many articles."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An aim, and how many times the other's cost was measured."""

    aim: str
    ratio: float
    most: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.most


def judge(results: Results) -> Iterator[Judged]:
    """Every aim of which both sides were measured."""
    for aim in AIMS:
        ours, theirs = results.typical(OURS, aim.case), results.typical(aim.other, aim.their_case)
        if ours and theirs:
            yield Judged(str(aim), getattr(ours, aim.figure) / getattr(theirs, aim.figure), aim.most)
    yield from _of_bytes(results)
    cold, tenth = results.typical(OURS, COLD), results.typical(TENTH, COLD)
    if cold and tenth:
        yield Judged(
            f"ten times the articles ≤ {MOST_GROWTH:g} × the time", cold.wall / tenth.wall, MOST_GROWTH
        )


def _of_bytes(results: Results) -> Iterator[Judged]:
    ours, theirs = results.written.get(OURS), results.written.get(HUGO)
    if ours and theirs:
        yield Judged(f"bytes written ≤ {MOST_BYTES:g} × {HUGO}", ours.size / theirs.size, MOST_BYTES)
    if ours and ours.copies:
        all_of_it = (ours.size + ours.copies) / MOST_WITH_COPIES
        yield Judged(f"with copies ≤ {MOST_WITH_COPIES / 1e9:g} GB", all_of_it, 1.0)
