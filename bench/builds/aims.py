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
    Aim(COLD, 0.8, ELEVENTY, COLD),
    Aim(COLD, 0.2, PELICAN, COLD),
    Aim(COLD, 0.35, HUGO, COLD, "peak"),
    Aim(KEPT, 0.5, HUGO, COLD),
    Aim(GONE, 0.5, HUGO, COLD),
    Aim(COMMENT, 0.1, HUGO, COLD),
    Aim(COMMENT, 0.2, WATCH, COMMENT),
    Aim(ARTICLE, 0.15, HUGO, COLD),
    Aim(NOTHING, 0.08, HUGO, COLD),
)
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
    cold, tenth = results.typical(OURS, COLD), results.typical(TENTH, COLD)
    if cold and tenth:
        yield Judged(
            f"ten times the articles ≤ {MOST_GROWTH:g} × the time", cold.wall / tenth.wall, MOST_GROWTH
        )
