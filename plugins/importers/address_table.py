"""Old addresses put into `content/addresses.csv`, among the rows that people wrote."""

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from plugins.addresses import address, table
from plugins.addresses.address import Address
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

    A row that an import added and a person deleted stays deleted; one that a person did not change follows
    what it is about. Raises SiteError where the table cannot be read: then it is not touched.
    """
    path, where, present = content / "addresses.csv", _where(content), present_rows(content)
    warnings: list[RecordWarning] = []
    moved = list(moved)
    pages = {*(each.new for each in moved), *map(address.encoded, taken)}
    added = list(_wanted(moved, present, journal, warnings, pages))
    wanted = {row.old: row.new for row in added}
    over = {row.old for row in present if _is_ours(row, journal) and _is_over(row, wanted, pages)}
    rows, conflicts = table.merge([row for row in present if row.old not in over], added, where)
    if rows != present and not dry:
        files.write(path, table.dump(rows))
    for row in present:
        if row.old in over:
            journal.forget(_name(row))
    for row in added:
        journal.note(_name(row), digest(row.new.encode()))
    whole = Source(RecordKind.OTHER, where, 0)
    return len(added), [*warnings, *(RecordWarning(whole, f"{one.what}. {one.hint}") for one in conflicts)]


def _wanted(
    moved: list[MovedAddress],
    present: tuple[AddressRow, ...],
    journal: ImportJournal,
    warnings: list[RecordWarning],
    pages: Set[str],
) -> Iterator[AddressRow]:
    """The rows to be added: not of addresses that stay what they are, nor of those that somebody deleted."""
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


def _is_ours(row: AddressRow, journal: ImportJournal) -> bool:
    """Whether an import wrote it, and nobody changed it."""
    return journal.digest(_name(row)) == digest(row.new.encode())


def _is_over(row: AddressRow, wanted: Mapping[Address, str], pages: Set[str]) -> bool:
    """Whether its page is at the old address itself now, or elsewhere: settings can move all articles. Where
    its page is there, another one with the same old address is of a second blog."""
    is_page = row.old.query is None and address.encoded(row.old.path) in pages
    return is_page or (wanted.get(row.old, row.new) != row.new and row.new not in pages)


def _cell(each: MovedAddress) -> str:
    """An old address as it stands in the table: what the old system kept decoded may hold a percent sign."""
    return address.shown(each.old) + ("" if each.query is None else f"?{address.shown(each.query)}")


def _name(row: AddressRow) -> str:
    return f"addresses.csv {row.old.spelt}"
