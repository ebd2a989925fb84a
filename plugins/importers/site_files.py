"""Writes files into the site's sources without overwriting what people changed.

A missing file is written. An existing one with other contents is overwritten only if an import wrote those
contents; otherwise a person did. A file that an import wrote and a person deleted is not written again.
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
    """`content`: the folder of the sources, which names are relative to."""

    def __init__(self, content: Path, journal: ImportJournal, report: ImportReport, dry: bool) -> None:
        self._content, self._journal, self._report, self._dry = content, journal, report, dry

    def has(self, name: str) -> bool:
        """Whether an import wrote this file, and it exists."""
        return self._journal.digest(name) is not None and (self._content / name).exists()

    def is_away(self, name: str) -> bool:
        """Whether an import wrote this file, and a person deleted it."""
        return not self._dry and self._journal.digest(name) is not None and not self.has(name)

    def put(self, source: Source, name: str, data: bytes, imported: ImportedComment | None = None) -> None:
        """Write one file, unless it is there already, or a person changed or deleted it; and report which."""
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
        """Create the file. Returns whether it did not exist, which is the usual case and needs no other
        access to the disk."""
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
        """Report a file that is left as it is: the same record changed by a person, or another comment with
        the same id."""
        if author := _stranger(imported, present):
            self._report.refuse(source, f"{shown} is another comment, of {author}; rename its Id")
        else:
            self._report.keep(source, f"{shown} {_EDITED}")


def _is_ours(present: bytes, ours: bytes | None, data: bytes) -> bool:
    """Whether an import wrote the present contents: it recorded them, or it was interrupted while writing."""
    return import_journal.digest(present) == ours if ours is not None else data.startswith(present)


def _stranger(imported: ImportedComment | None, present: bytes) -> str | None:
    """The author of the present comment, if it is another one than the imported: ids count from 1 in every
    system, and in archives made by hand."""
    if imported is None:
        return None
    try:
        there = comment_format.parse(present, "").comment
    except SiteError:
        return None
    ours = imported.comment
    same = _same_date(there.date, ours.date) or (there.author, there.text) == (ours.author, ours.text)
    return None if same else there.author


def _same_date(left: When, right: When) -> bool:
    """Whether two dates are equal as far as both are known. Old systems do not change the date of a
    comment."""
    if left.moment is not None and right.moment is not None:
        return left.moment == right.moment
    return left[:3] == right[:3]
