"""The cases whose private files were erased, so that the ledger still counts them.

A case is written here before its file is erased. A crash in between leaves both; then the file counts, and
nothing counts twice. Nothing that a visitor wrote is stored here. Lock the queue before writing.
"""

from collections.abc import Iterable
from pathlib import Path

from plugins.common import files
from plugins.common.errors import Problem, SiteError
from plugins.common.when import parse_moment
from plugins.moderation.core.ledger import Case, CaseOutcome

_HINT = "Restore the file from a backup, or delete the line: the ledger then counts one case less."


class ErasedCases:
    """One private file, with a line `id,received,outcome,decided` per case."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def cases(self) -> dict[str, Case]:
        """All cases by id. Raises SiteError with every line that cannot be parsed."""
        if not self._path.exists():
            return {}
        cases: dict[str, Case] = {}
        problems: list[Problem] = []
        lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            try:
                case = _parse(line)
            except ValueError:
                problems.append(Problem(str(self._path), number, "not a case", _HINT))
                continue
            cases[case.id] = case
        if problems:
            raise SiteError(problems)
        return cases

    def holds(self, identifier: str) -> bool:
        """Whether it has a case with this id. The file is not validated."""
        return self._path.exists() and f"\n{identifier},".encode() in b"\n" + self._path.read_bytes()

    def add(self, cases: Iterable[Case]) -> None:
        """Store cases; one with the same id is replaced. They are on disk when this returns."""
        new = {case.id: case for case in cases}
        if new:
            all_cases = self.cases() | new
            lines = (_dump(all_cases[identifier]) for identifier in sorted(all_cases))
            files.write(self._path, "".join(lines).encode(), private=True)


def _dump(case: Case) -> str:
    decided = case.decided.isoformat() if case.decided else ""
    return f"{case.id},{case.received.isoformat()},{case.outcome},{decided}\n"


def _parse(line: str) -> Case:
    identifier, received, outcome, decided = line.split(",")
    return Case(
        identifier, parse_moment(received), CaseOutcome(outcome), parse_moment(decided) if decided else None
    )
