"""Reads and writes `content/addresses.csv`, the table of old addresses and their new ones. Pure.

old,new,system,id /post/2020/12/19/Un-billet,/post/2020/12/19/un-billet/,dotclear,41
/?p=12,/post/2020/12/19/un-billet/,,

`system` is the old system, from which other forms of the address and its feeds are derived. `id` is the
number that it gave the article. Both columns may be left out.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plugins.addresses import address, cells
from plugins.addresses.address import Address
from plugins.addresses.cells import COLUMNS
from plugins.common.counting import counted
from plugins.common.errors import Problem, nearest, not_utf8


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One row of the table. `new` is percent-encoded. `line`: in the file; 0 for a new row."""

    old: Address
    new: str
    system: str = ""
    id: int | None = None
    line: int = field(default=0, compare=False)


def row(old: str, new: str, system: str = "", id: int | None = None) -> AddressRow:
    """A row from its cells, for importers. Raises ValueError where `read` would report a problem."""
    row_cells = dict(zip(COLUMNS, (old, new, system, str(id) if id else ""), strict=True))
    problems = list(cells.problems(row_cells))
    if problems:
        raise ValueError(f"{problems[0][0]}. {problems[0][1]}")
    return _row(row_cells, 0)


def read(data: bytes, where: str) -> tuple[tuple[AddressRow, ...], tuple[Problem, ...]]:
    """All valid rows of the file, in order, and the problems of the others."""
    try:
        text = data.decode("utf-8-sig")  # spreadsheets write a byte order mark
    except UnicodeDecodeError as error:
        return (), (not_utf8(where, error),)
    reading = _TableReader(where)
    rows = tuple(reading.rows(text))
    reading.problems.extend(_repeated(rows, where))
    return rows, tuple(sorted(reading.problems))


def dump(rows: Iterable[AddressRow]) -> bytes:
    """The file; `read` returns the same rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow((row.old.spelt, row.new, row.system, row.id or ""))
    return out.getvalue().encode()


def merge(
    present: Sequence[AddressRow], added: Iterable[AddressRow], where: str
) -> tuple[tuple[AddressRow, ...], list[Problem]]:
    """The `present` rows, followed by the new ones in `added`. If both have the same old address, the present
    row stays; if the new addresses differ, this is reported as a problem."""
    by_old = {row.old: row for row in present}
    problems = []
    for row in added:
        kept = by_old.setdefault(row.old, row)
        if kept != row:
            what = f"old address “{row.old.spelt}” leads to {kept.new} already; {row.new} was not taken"
            problems.append(Problem(where, kept.line, what, "Change the row by hand if the other is right."))
    return tuple(by_old.values()), problems


class _TableReader:
    """Reads one file and collects its problems."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []

    def rows(self, text: str) -> Iterator[AddressRow]:
        names: list[str] = []
        for line, record in self._lines(text):
            if not names:
                names = record
                if not self._columns_are_good(names, line):
                    return
            elif len(record) != len(names):
                named = counted(len(names), "column")
                what = f"{counted(len(record), 'cell')}, but the first line names {named}"
                self._wrong(line, what, "Put a cell that has a comma in it between double quotes.")
            else:
                yield from self._row(dict(zip(names, record, strict=True)), line)

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with the number of its first line; empty lines are skipped."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            for record in reader:
                if record:
                    yield line, [cell.strip(" \t") for cell in record]
                line = reader.line_num + 1
        except csv.Error as error:
            hint = "Close the double quotes; inside them, write a quote twice."
            self._wrong(line, f"not CSV ({error})", hint)

    def _columns_are_good(self, names: list[str], line: int) -> bool:
        before = len(self.problems)
        for name in names:
            if name not in COLUMNS:
                self._wrong(line, f"unknown column “{name}”", nearest(name, COLUMNS))
        for name in COLUMNS:
            if names.count(name) > 1:
                self._wrong(line, f"column “{name}” is repeated", "Keep one.")
            elif name in COLUMNS[:2] and name not in names:
                self._wrong(line, f"column “{name}” is missing", "Begin the file with: old,new,system,id")
        return len(self.problems) == before

    def _row(self, row_cells: dict[str, str], line: int) -> Iterator[AddressRow]:
        problems = list(cells.problems(row_cells))
        for what, hint in problems:
            self._wrong(line, what, hint)
        if not problems:
            yield _row(row_cells, line)

    def _wrong(self, line: int, what: str, hint: str) -> None:
        self.problems.append(Problem(self.where, line, what, hint))


def _row(row_cells: dict[str, str], line: int) -> AddressRow:
    old, new = address.parse(row_cells["old"]), address.encoded(row_cells["new"])
    return AddressRow(old, new, row_cells.get("system", ""), int(row_cells.get("id") or 0) or None, line)


def _repeated(rows: Iterable[AddressRow], where: str) -> Iterator[Problem]:
    olds: dict[Address, int] = {}
    ids: dict[tuple[str, int], int] = {}
    for row in rows:
        first = olds.setdefault(row.old, row.line)
        if first != row.line:
            hint = f"Keep one; the first is on line {first}."
            yield Problem(where, row.line, f"old address “{row.old.spelt}” is repeated", hint)
        if row.id is not None:
            first = ids.setdefault((row.system, row.id), row.line)
            if first != row.line:
                hint = f"Keep one; the first is on line {first}."
                yield Problem(where, row.line, f"id “{row.id}” is repeated", hint)
