"""Old addresses put into `content/addresses.csv`, among the rows that people wrote."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.addresses import address, table
from plugins.addresses.table import AddressRow
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.importers.import_journal import ImportJournal, digest
from plugins.importers.record import MovedAddress, RecordKind, RecordWarning, Source


def present_rows(content: Path) -> tuple[AddressRow, ...]:
    """The table as it is. Raises SiteError where it cannot be read."""
    data = files.content(content / "addresses.csv")
    rows, problems = table.read(data, _where(content)) if data is not None else ((), ())
    if problems:
        raise SiteError(problems)
    return rows


def _where(content: Path) -> str:
    return f"{content.name}/addresses.csv"


def add(
    content: Path, moved: Iterable[MovedAddress], journal: ImportJournal, dry: bool, taken: Iterable[str] = ()
) -> tuple[int, list[RecordWarning]]:
    """Merge what moved into the table: how many addresses are mapped, and what was not taken. `taken`:
    addresses at which this site has pages, which answer by themselves.

    A row that an import added and a person deleted stays deleted. Raises SiteError where the table cannot be
    read: then it is not touched.
    """
    path, where, present = content / "addresses.csv", _where(content), present_rows(content)
    warnings: list[RecordWarning] = []
    added = list(_wanted(list(moved), present, journal, warnings, frozenset(map(address.encoded, taken))))
    rows, conflicts = table.merge(present, added, where)
    if len(rows) > len(present) and not dry:
        files.write(path, table.dump(rows))
    for row in added:
        journal.note(_name(row), digest(row.new.encode()))
    whole = Source(RecordKind.OTHER, where, 0)
    return len(added), [*warnings, *(RecordWarning(whole, f"{one.what}. {one.hint}") for one in conflicts)]


def _wanted(
    moved: list[MovedAddress],
    present: tuple[AddressRow, ...],
    journal: ImportJournal,
    warnings: list[RecordWarning],
    taken: frozenset[str],
) -> Iterator[AddressRow]:
    """The rows to be added: not of addresses that stay what they are, nor of those that somebody deleted."""
    pages = {each.new for each in moved} | taken
    there = {row.old: row for row in present}
    numbers = {(row.system, row.id): row.old for row in present if row.id}
    for each in moved:
        try:
            row = table.row(_cell(each), each.new, each.system, each.id)
        except ValueError as error:
            warnings.append(RecordWarning(each.source, f"its old address is not mapped: {error}"))
            continue
        if row.old.query is None and (place := address.encoded(row.old.path)) in pages:
            if place != row.new:
                what = f"its old address {row.old.spelt} is a page of this site, and does not lead to it"
                warnings.append(RecordWarning(each.source, what))
            continue
        if row.id and numbers.get((row.system, row.id), row.old) != row.old:
            row = table.row(_cell(each), each.new, each.system)
        if row.old in there or journal.digest(_name(row)) is None:
            yield row


def _cell(each: MovedAddress) -> str:
    """An old address as it stands in the table: what the old system kept decoded may hold a percent sign."""
    return address.shown(each.old) + ("" if each.query is None else f"?{address.shown(each.query)}")


def _name(row: AddressRow) -> str:
    return f"addresses.csv {row.old.spelt}"
