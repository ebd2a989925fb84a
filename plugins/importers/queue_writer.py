"""Adds comments that were not public to the moderation queue, but only once: later imports do not add a
comment again that moderators have decided on."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from plugins.common import files
from plugins.common.errors import SiteError
from plugins.importers import import_journal, queue_file
from plugins.importers.import_journal import ImportJournal
from plugins.importers.record import ImportedComment
from plugins.importers.report import ImportReport, RecordOutcome
from plugins.moderation.core import submission_file

_TAKEN = "the queue has another comment of this number; decide on that one, then import again"


class QueueWriter:
    """`queue`: the folder `var/moderation/`."""

    def __init__(
        self, queue: Path, journal: ImportJournal, report: ImportReport, now: datetime, dry: bool
    ) -> None:
        self._queue, self._journal, self._report, self._now, self._dry = queue, journal, report, now, dry
        self._queued = dict(_queued(queue))

    def take(self, imported: ImportedComment) -> None:
        """Add a comment, unless it is or was in the queue, in any state."""
        identifier, mark = imported.comment.id, _mark(imported.slug, imported.comment.author)
        name = f"moderation/{identifier} {mark.hex()}"
        if self._journal.digest(name) is not None or self._queued.get(identifier) == mark:
            self._report.count(imported.source, RecordOutcome.QUEUED, unchanged=True)
        elif identifier in self._queued or not self._journal.meets(f"submission {identifier}"):
            self._report.refuse(imported.source, _TAKEN)
        else:
            self._enqueue(imported, name)

    def _enqueue(self, imported: ImportedComment, name: str) -> None:
        path, data = self._queue / queue_file.path(imported), queue_file.text(imported, self._now)
        if not self._dry:
            files.make_folder(self._queue, private=True)
            path.unlink(missing_ok=True)  # an incomplete file of an interrupted import
            files.create(path, data, private=True)
        self._journal.note(name, import_journal.digest(data))
        self._report.count(imported.source, RecordOutcome.QUEUED)
        self._report.queued[imported.state] += 1


def _queued(queue: Path) -> Iterator[tuple[str, bytes]]:
    """The ids and marks of all complete submissions in the queue, in any state."""
    for path in queue.glob("*/*.txt"):
        try:
            submission = submission_file.parse(path.read_bytes(), str(path))
        except SiteError:
            continue  # an incomplete file of an interrupted import
        yield path.stem, _mark(submission.words.article, submission.words.author)


def _mark(slug: str, author: str) -> bytes:
    """A digest that distinguishes comments with the same id: two systems may each have a comment 7."""
    return import_journal.digest(f"{slug} {author}".encode())
