"""What a second pair of eyes has to say, the serious first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from plugins.common.errors import Problem


class Severity(IntEnum):
    """`WRONG`: a reader meets it. `DOUBTFUL`: perhaps. `ADVICE`: a matter of taste, or of habit."""

    WRONG = 0
    DOUBTFUL = 1
    ADVICE = 2


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """An address and the one that could take its place."""

    address: str
    by: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`replacement`: what `make proof APPLY=…` would do about it."""

    severity: Severity
    problem: Problem
    replacement: Replacement | None = None


def told(findings: Iterable[Finding]) -> str:
    """For a terminal: each with its place and what to do, under a heading for each severity."""
    lines: list[str] = []
    severity: Severity | None = None
    for one in sorted(set(findings), key=lambda one: (one.severity, one.problem)):
        if one.severity is not severity:
            severity = one.severity
            lines.append(f"\n{severity.name.title()}\n" if lines else f"{severity.name.title()}\n")
        lines.append(str(one.problem))
    return "\n".join(lines)
