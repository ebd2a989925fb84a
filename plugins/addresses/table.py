"""`content/addresses.csv`: which address of an old site became which of this one.

    old,new,system,id
    /post/2020/12/19/Un-billet,/post/2020/12/19/un-billet/,dotclear,41
    /?p=12,/post/2020/12/19/un-billet/,,

`system` names the program that answered at the old address; its other forms and its feeds are then worked
out. `id` is the number it gave the article. Both columns may be left out. Pure.
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
    """One line of the table. `new` is percent-encoded; `line` is where it stood, 0 for a row just made."""

    old: Address
    new: str
    system: str = ""
    id: int | None = None
    line: int = field(default=0, compare=False)


def row(old: str, new: str, system: str = "", id: int | None = None) -> AddressRow:
    """A row from its cells. Raises ValueError where `read` would find a problem: for importers."""
    given = dict(zip(COLUMNS, (old, new, system, str(id) if id else ""), strict=True))
    problems = list(cells.problems(given))
    if problems:
        raise ValueError(f"{problems[0][0]}. {problems[0][1]}")
    return _row(given, 0)


def read(data: bytes, where: str) -> tuple[tuple[AddressRow, ...], tuple[Problem, ...]]:
    """All good rows of the file, in its order, and everything that is wrong with the others."""
    try:
        text = data.decode("utf-8-sig")  # spreadsheets sign a file with U+FEFF
    except UnicodeDecodeError as error:
        return (), (not_utf8(where, error),)
    reading = _TableReader(where)
    rows = tuple(reading.rows(text))
    reading.problems.extend(_repeated(rows, where))
    return rows, tuple(sorted(reading.problems))


def dump(rows: Iterable[AddressRow]) -> bytes:
    """The file; `read` gives the same rows back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in rows:
        writer.writerow((each.old.spelt, each.new, each.system, each.id or ""))
    return out.getvalue().encode()


def merge(
    present: Sequence[AddressRow], added: Iterable[AddressRow], where: str
) -> tuple[tuple[AddressRow, ...], list[Problem]]:
    """`present`, then what is new in `added`. Where both name an old address, the present row stays; if they
    do not agree, that is said, so that an importer can list it: nothing is lost in silence."""
    known = {each.old: each for each in present}
    problems = []
    for each in added:
        kept = known.setdefault(each.old, each)
        if kept != each:
            what = f"old address “{each.old.spelt}” leads to {kept.new} already; {each.new} was not taken"
            problems.append(Problem(where, kept.line, what, "Change the row by hand if the other is right."))
    return tuple(known.values()), problems


class _TableReader:
    """One pass over one file; collects what is wrong instead of stopping."""

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
        """Each record with the number of its first line; empty lines are not records."""
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

    def _row(self, given: dict[str, str], line: int) -> Iterator[AddressRow]:
        problems = list(cells.problems(given))
        for what, hint in problems:
            self._wrong(line, what, hint)
        if not problems:
            yield _row(given, line)

    def _wrong(self, line: int, what: str, hint: str) -> None:
        self.problems.append(Problem(self.where, line, what, hint))


def _row(given: dict[str, str], line: int) -> AddressRow:
    old, new = address.parse(given["old"]), address.encoded(given["new"])
    return AddressRow(old, new, given.get("system", ""), int(given.get("id") or 0) or None, line)


def _repeated(rows: Iterable[AddressRow], where: str) -> Iterator[Problem]:
    olds: dict[Address, int] = {}
    ids: dict[tuple[str, int], int] = {}
    for each in rows:
        first = olds.setdefault(each.old, each.line)
        if first != each.line:
            hint = f"Keep one; the first is on line {first}."
            yield Problem(where, each.line, f"old address “{each.old.spelt}” is repeated", hint)
        if each.id is not None:
            first = ids.setdefault((each.system, each.id), each.line)
            if first != each.line:
                hint = f"Keep one; the first is on line {first}."
                yield Problem(where, each.line, f"id “{each.id}” is repeated", hint)
