"""The findings of `make proof`, sorted by severity. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from plugins.common.errors import Problem


class Severity(IntEnum):
    """`WRONG`: readers are affected. `DOUBTFUL`: perhaps they are. `ADVICE`: a matter of taste or habit."""

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
    """`replacement`: the edit that `make proof APPLY=…` would make."""

    severity: Severity
    problem: Problem
    replacement: Replacement | None = None


def text(findings: Iterable[Finding]) -> str:
    """The findings for a terminal, under a heading for each severity."""
    lines: list[str] = []
    severity: Severity | None = None
    for finding in sorted(set(findings), key=lambda each: (each.severity, each.problem)):
        if finding.severity is not severity:
            severity = finding.severity
            lines.append(f"\n{severity.name.title()}\n" if lines else f"{severity.name.title()}\n")
        lines.append(str(finding.problem))
    return "\n".join(lines)
