"""The files of the site's sources, as an import may change them.

A file that is not there is written. One that is there with other bytes is changed only if an import wrote
those bytes; otherwise a person did, and it stays. One that an import wrote and that is gone was taken away by
a person, and stays away.
"""

from pathlib import Path

from plugins.comments import format as comment_format
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.common.when import When
from plugins.importers import import_journal
from plugins.importers.import_journal import ImportJournal
from plugins.importers.record import ImportedComment, Source
from plugins.importers.report import ImportReport, RecordOutcome

_EDITED = "was changed by a person since"
_GONE = "was taken away by a person since"


class SiteFiles:
    """`content`: their folder; names are below it."""

    def __init__(self, content: Path, journal: ImportJournal, report: ImportReport, dry: bool) -> None:
        self._content, self._journal, self._report, self._dry = content, journal, report, dry

    def has(self, name: str) -> bool:
        """Whether an import wrote it, and it is there."""
        return self._journal.digest(name) is not None and (self._content / name).exists()

    def is_away(self, name: str) -> bool:
        """Whether an import wrote it, and a person took it away."""
        return not self._dry and self._journal.digest(name) is not None and not self.has(name)

    def put(self, source: Source, name: str, data: bytes, imported: ImportedComment | None = None) -> None:
        """One file: written, there already, left as a person has it, or left away as a person wanted."""
        path, ours = self._content / name, self._journal.digest(name)
        if ours is None and self._created(path, data):
            self._report.count(source, RecordOutcome.WRITTEN)
            self._journal.note(name, import_journal.digest(data))
            return
        present, shown = files.content(path), f"{self._content.name}/{name}"
        if present is None:
            self._report.refuse(source, f"{shown} {_GONE}")
        elif present == data or (_is_ours(present, ours, data) and not _stranger(imported, present)):
            self._bring_up_to_date(path, present, data)
            self._report.count(source, RecordOutcome.WRITTEN, unchanged=present == data)
            self._journal.note(name, import_journal.digest(data))
        else:
            self._leave(source, shown, present, imported)

    def _created(self, path: Path, data: bytes) -> bool:
        """Whether the file was not there. Nearly always so: nothing else is asked of the disk."""
        if self._dry:
            return not path.exists()
        try:
            files.create(path, data)
        except FileExistsError:
            return False
        return True

    def _bring_up_to_date(self, path: Path, present: bytes, data: bytes) -> None:
        if present != data and not self._dry:
            files.write(path, data)

    def _leave(self, source: Source, shown: str, present: bytes, imported: ImportedComment | None) -> None:
        """A file of a person's: this record, changed since, or another comment of the same number."""
        if other := _stranger(imported, present):
            self._report.refuse(source, f"{shown} is another comment, of {other}; rename its Id")
        else:
            self._report.keep(source, f"{shown} {_EDITED}")


def _is_ours(present: bytes, ours: bytes | None, data: bytes) -> bool:
    """Whether an import wrote what is there: it remembers it, or was cut off while writing this."""
    return import_journal.digest(present) == ours if ours is not None else data.startswith(present)


def _stranger(imported: ImportedComment | None, present: bytes) -> str | None:
    """Whose comment stands under this id, if it is another one: archives made by hand count from 1, and so
    does each system of two."""
    if imported is None:
        return None
    try:
        found = comment_format.parse(present, "").comment
    except SiteError:
        return None
    ours = imported.comment
    same = _at_once(found.date, ours.date) or (found.author, found.text) == (ours.author, ours.text)
    return None if same else found.author


def _at_once(one: When, other: When) -> bool:
    """As far as both are known: old systems do not change when a comment was written."""
    if one.moment is not None and other.moment is not None:
        return one.moment == other.moment
    return one[:3] == other[:3]
