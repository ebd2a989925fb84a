"""Adds old addresses to `content/addresses.csv`, and keeps the rows that people wrote."""

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
    """The present table. Raises SiteError if it cannot be read."""
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
    """Merge moved addresses into the table. Returns how many are mapped, and warnings for those that were not
    added. `taken`: addresses of existing pages, which must not be redirected.

    A row that an earlier import added and a person deleted is not added again; one that nobody changed is
    updated. Raises SiteError if the table cannot be read; then it is not changed.
    """
    path, where, present = content / "addresses.csv", _where(content), present_rows(content)
    warnings: list[RecordWarning] = []
    moved = list(moved)
    pages = {*(move.new for move in moved), *map(address.encoded, taken)}
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
    warnings += [RecordWarning(whole, f"{problem.what}. {problem.hint}") for problem in conflicts]
    return len(added), warnings


def _wanted(
    moved: list[MovedAddress],
    present: tuple[AddressRow, ...],
    journal: ImportJournal,
    warnings: list[RecordWarning],
    pages: Set[str],
) -> Iterator[AddressRow]:
    """The rows to add: without addresses that have not changed, and without those that somebody deleted."""
    present_olds = {row.old for row in present}
    numbers = {(row.system, row.id): row.old for row in present if row.id}
    for move in moved:
        try:
            row = table.row(_cell(move), move.new, move.system, move.id)
        except ValueError as error:
            warnings.append(RecordWarning(move.source, f"its old address is not mapped: {error}"))
            continue
        if row.old.query is None and (page := address.encoded(row.old.path)) in pages:
            if page != row.new:
                what = f"its old address {row.old.spelt} is a page of this site, and does not lead to it"
                warnings.append(RecordWarning(move.source, what))
            continue
        if row.id and numbers.get((row.system, row.id), row.old) != row.old:
            row = table.row(_cell(move), move.new, move.system)
        if row.old in present_olds or journal.digest(_name(row)) is None:
            yield row


def _is_ours(row: AddressRow, journal: ImportJournal) -> bool:
    """Whether an import wrote this row, and nobody has changed it since."""
    return journal.digest(_name(row)) == digest(row.new.encode())


def _is_over(row: AddressRow, wanted: Mapping[Address, str], pages: Set[str]) -> bool:
    """Whether its page is at the old address itself now, or elsewhere: settings can move all articles. Where
    its page is there, another one with the same old address is of a second blog."""
    is_page = row.old.query is None and address.encoded(row.old.path) in pages
    return is_page or (wanted.get(row.old, row.new) != row.new and row.new not in pages)


def _cell(move: MovedAddress) -> str:
    """The old address as a cell of the table. It is decoded, so a percent sign in it has to be encoded."""
    return address.shown(move.old) + ("" if move.query is None else f"?{address.shown(move.query)}")


def _name(row: AddressRow) -> str:
    return f"addresses.csv {row.old.spelt}"
