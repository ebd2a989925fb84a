"""Records made files: the only place where an import changes anything, and asks whether it may.

A file that is not there is written. One that is there with other bytes is changed only if an import wrote
those bytes; otherwise a person did, and it stays. One that an import wrote and that is gone was taken away by
a person, and stays away.
"""

from datetime import datetime
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.common.errors import SiteError
from plugins.importers import article_file, files, ledger, queued
from plugins.importers.ledger import Ledger
from plugins.importers.record import (
    Article,
    Moved,
    Present,
    Record,
    Refused,
    Remark,
    Source,
    State,
    Tally,
    Warned,
)
from plugins.importers.report import Outcome, Report

_EDITED = "was changed by a person since"
_GONE = "was taken away by a person since"


class Writer:
    """`content`: the site's folder of sources; its `var/` stands beside it."""

    def __init__(self, content: Path, book: Ledger, report: Report, now: datetime, dry: bool = False) -> None:
        self._content, self._queue = content, content.parent / "var" / "moderation"
        self._ledger, self._report, self._now, self._dry = book, report, now, dry
        self._files = files.Files()
        self._paths: dict[str, str] = {}
        self.moved: list[Moved] = []

    def expect(self, paths: dict[str, str]) -> None:
        """Where articles are that an earlier import wrote, by their ids: a person may have moved them."""
        self._paths = paths

    def take(self, record: Record) -> None:
        """Carry out what a record means."""
        match record:
            case Present():
                self._report.present[record.kind] += record.number
            case Article():
                self._article(record)
            case Remark() if record.state is State.PUBLISHED:
                self._comment(record)
            case Remark():
                self._letter(record)
            case Refused():
                self._report.refuse(record.source, record.reason)
            case Warned():
                self._report.warn(record.source, record.what)
            case Tally():
                self._report.tallies[record.what] += record.number
            case Moved():
                self.moved.append(record)

    def finish(self) -> None:
        if not self._dry:
            self._files.finish()

    def _article(self, article: Article) -> None:
        name = self._paths.get(article.id) or article_file.path(article)
        data, proved = article_file.text(article)
        if not proved:
            self._report.warn(article.source, "its text may look different here; compare the two pages")
        self._put(article.source, name, data, self._content / name, f"{self._content.name}/{name}")

    def _comment(self, remark: Remark) -> None:
        name = f"comments/{remark.slug}/{remark.comment.id}.txt"
        path, shown = self._content / name, f"{self._content.name}/{name}"
        if self._ledger.digest(name) is None and (other := self._stranger(remark, path)):
            self._report.refuse(remark.source, f"{shown} is another comment, of {other}; rename its Id")
            return
        self._put(remark.source, name, comment_format.dump(remark.comment), path, shown)

    def _stranger(self, remark: Remark, path: Path) -> str | None:
        """Whose comment stands under this id, if it is another one: archives made by hand count from 1."""
        present = files.content(path)
        if not present:
            return None
        try:
            found = comment_format.parse(present, str(path)).comment
        except SiteError:
            return None
        ours = remark.comment
        day = (found.date.year, found.date.month, found.date.day)
        same = found.author == ours.author or day == (ours.date.year, ours.date.month, ours.date.day)
        return None if same else found.author

    def _letter(self, remark: Remark) -> None:
        """Into the queue, unless the moderators have had it: in whatever state it is now, it is theirs."""
        name = f"moderation/{remark.comment.id}"
        if not self._ledger.meets(name):
            self._report.refuse(remark.source, "its number is used twice in the export")
        elif self._public(remark):
            self._report.keep(remark.source, "is public here, but not any more in the old system")
        elif self._ledger.digest(name) is not None or self._is_queued(remark.comment.id):
            self._report.count(remark.source, Outcome.QUEUED, unchanged=True)
        else:
            data = queued.text(remark, self._now)
            if not self._dry:
                self._files.create(self._queue / queued.path(remark), data, private=True)
            self._ledger.note(name, ledger.digest(data))
            self._report.count(remark.source, Outcome.QUEUED)
            self._report.queued[remark.state] += 1

    def _public(self, remark: Remark) -> bool:
        name = f"comments/{remark.slug}/{remark.comment.id}.txt"
        return self._ledger.digest(name) is not None and (self._content / name).exists()

    def _is_queued(self, identifier: str) -> bool:
        states = ("pending", "approved", "rejected", "spam")
        return any((self._queue / state / f"{identifier}.txt").exists() for state in states)

    def _put(self, source: Source, name: str, data: bytes, path: Path, shown: str) -> None:
        """One file: written, there already, left as a person has it, or left away as a person wanted."""
        if not self._ledger.meets(name):
            self._report.refuse(source, "its number is used twice in the export")
            return
        ours, new, present = self._ledger.digest(name), ledger.digest(data), files.content(path)
        if present == data:
            self._report.count(source, Outcome.WRITTEN, unchanged=True)
        elif present is None and ours is not None:
            self._report.refuse(source, f"{shown} {_GONE}")
            return
        elif present is not None and not _is_ours(present, ours, data):
            self._report.keep(source, f"{shown} {_EDITED}")
            return
        else:
            self._write(path, data, present is None)
            self._report.count(source, Outcome.WRITTEN)
        if ours != new:
            self._ledger.note(name, new)

    def _write(self, path: Path, data: bytes, is_new: bool) -> None:
        if self._dry:
            return
        if is_new:
            self._files.create(path, data)
        else:
            self._files.replace(path, data)


def _is_ours(present: bytes, ours: bytes | None, data: bytes) -> bool:
    """Whether an import wrote what is there: it remembers it, or was cut off while writing this."""
    return ledger.digest(present) == ours if ours is not None else data.startswith(present)
