"""Records made files: the only place where an import changes anything, and asks whether it may.

A file that is not there is written. One that is there with other bytes is changed only if an import wrote
those bytes; otherwise a person did, and it stays. One that an import wrote and that is gone was taken away by
a person, and stays away.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.common.when import When
from plugins.importers import article_converter, article_file, ledger, queue_file
from plugins.importers.article_converter import ArticleConverter, ConvertedArticle
from plugins.importers.existing import ExistingArticle
from plugins.importers.ledger import Ledger
from plugins.importers.record import (
    Attachment,
    CommentState,
    ExpectedCount,
    ImportedArticle,
    ImportedComment,
    MovedAddress,
    Record,
    RecordWarning,
    RefusedRecord,
    Source,
    SourceFile,
    Tally,
)
from plugins.importers.report import ImportReport, RecordOutcome
from plugins.importers.unique_terms import UniqueTerms
from plugins.moderation.core import submission_file

_EDITED = "was changed by a person since"
_TWICE = "its number is used twice in the export"
_GONE = "was taken away by a person since"
_TAKEN = "the queue has another comment of this number; decide on that one, then import again"


class Writer:
    """`content`: the site's folder of sources; its `var/` stands beside it."""

    def __init__(
        self, content: Path, book: Ledger, report: ImportReport, now: datetime, dry: bool = False
    ) -> None:
        self._content, self._queue = content, content.parent / "var" / "moderation"
        self._ledger, self._report, self._now, self._dry = book, report, now, dry
        self._paths: dict[str, str] = {}
        self._queued = dict(_queued(self._queue))
        self._converter, self._articles, self._terms = (
            ArticleConverter(),
            list[ImportedArticle](),
            UniqueTerms(),
        )
        self._absent: set[str] = set()
        self._refused: set[Source] = set()
        self._moved: list[MovedAddress] = []

    def expect(self, sources: Iterable[ExistingArticle]) -> None:
        """What is there: by their ids the articles that an earlier import wrote, which a person may have
        moved, and all words that have an address."""
        there = tuple(sources)
        self._paths = {one.id: one.path for one in there}
        self._terms.add(there)

    def take(self, record: Record) -> None:
        """Carry out what a record means. Articles are gathered, and made before the comments under them."""
        if self._articles and (
            isinstance(record, ImportedComment) or article_converter.is_full(self._articles)
        ):
            self._convert()
        match record:
            case ImportedArticle():
                self._take_article(record)
            case SourceFile():
                self._place(record.source, record.path, record.slug, record.data)
            case ImportedComment():
                self._take_comment(record)
            case Attachment():
                self._attachment(record)
            case MovedAddress():
                self._moved.append(record)
            case _:
                self._tell(record)

    def _take_article(self, article: ImportedArticle) -> None:
        article = article_file.as_before(article, self._paths.get(article.id, ""))
        settled, told = self._terms.resolve(article)
        self._articles.append(settled)
        for warned in told:
            self._tell(warned)

    def _tell(self, record: ExpectedCount | RefusedRecord | RecordWarning | Tally) -> None:
        """What is only for the report."""
        match record:
            case ExpectedCount():
                self._report.present[record.kind] += record.number
            case RefusedRecord():
                self._report.refuse(record.source, record.reason)
            case RecordWarning():
                self._report.warn(record.source, record.what)
            case Tally():
                self._report.tallies[record.what] += record.number

    def finish(self) -> list[MovedAddress]:
        """The old addresses of all that is here."""
        self._convert()
        self._converter.close()
        if not self._dry:
            files.settle()
        return [*self._terms.moved(moved for moved in self._moved if moved.source not in self._refused)]

    def _convert(self) -> None:
        for article, converted in zip(self._articles, self._converter.convert(self._articles), strict=True):
            self._article(article, converted)
        self._articles.clear()

    def _article(self, article: ImportedArticle, converted: ConvertedArticle) -> None:
        if not self._ledger.meets(f"article {article.id}"):
            self._report.refuse(article.source, _TWICE)
            return
        if converted.refused:
            self._absent.add(article.slug)
            self._refused.add(article.source)
            self._report.refuse(article.source, converted.refused)
            return
        if not converted.proved:
            self._report.warn(article.source, "its text may look different here; compare the two pages")
        name = self._paths.get(article.id) or article_file.path(article)
        if article_file.must_move(article, name):
            name = self._move(article, name)
        self._place(article.source, name, article.slug, converted.data)

    def _move(self, article: ImportedArticle, old: str) -> str:
        """A page under which somebody talks now, to where articles are, with what a person made of it."""
        name = article_file.path(article)
        path, present = self._content / old, files.content(self._content / old)
        if present is not None and not self._dry:
            if self._ledger.digest(old) == ledger.digest(present):
                path.unlink()
            elif not (self._content / name).exists():
                files.write(path, article_file.with_conversation(present, article.address))
                files.make_folder((self._content / name).parent)
                path.rename(self._content / name)
        where = self._content.name
        self._report.warn(
            article.source, f"is no page any more: it moves from {where}/{old} to {where}/{name}"
        )
        return name

    def _place(self, source: Source, name: str, slug: str, data: bytes) -> None:
        """Write an article, and know whether it is there: a person may have taken it away."""
        self._put(source, name, data)
        if self._ledger.digest(name) is not None and not (self._dry or (self._content / name).exists()):
            self._absent.add(slug)

    def _take_comment(self, imported: ImportedComment) -> None:
        if not self._ledger.meets(f"comment {imported.slug}/{imported.comment.id}"):
            self._report.refuse(imported.source, _TWICE)
        elif imported.slug in self._absent:
            self._report.refuse(imported.source, "its article is not here")
        elif imported.state is CommentState.PUBLISHED:
            self._comment(imported)
        else:
            self._take_unpublished(imported)

    def _comment(self, imported: ImportedComment) -> None:
        name = f"comments/{imported.slug}/{imported.comment.id}.txt"
        self._put(imported.source, name, comment_format.dump(imported.comment), imported)

    def _take_unpublished(self, imported: ImportedComment) -> None:
        """Into the queue, unless the moderators have had it: in whatever state it is now, it is theirs."""
        identifier, mark = imported.comment.id, _mark(imported.slug, imported.comment.author)
        name = f"moderation/{identifier} {mark.hex()}"
        if self._public(imported):
            self._report.keep(imported.source, "is public here, but not any more in the old system")
        elif self._ledger.digest(name) is not None or self._queued.get(identifier) == mark:
            self._report.count(imported.source, RecordOutcome.QUEUED, unchanged=True)
        elif identifier in self._queued or not self._ledger.meets(f"letter {identifier}"):
            self._report.refuse(imported.source, _TAKEN)
        else:
            self._enqueue(imported, name)

    def _enqueue(self, imported: ImportedComment, name: str) -> None:
        path, data = self._queue / queue_file.path(imported), queue_file.text(imported, self._now)
        if not self._dry:
            files.make_folder(self._queue, private=True)
            path.unlink(missing_ok=True)  # the beginning of it, where an import was cut off
            files.create(path, data, private=True)
        self._ledger.note(name, ledger.digest(data))
        self._report.count(imported.source, RecordOutcome.QUEUED)
        self._report.queued[imported.state] += 1

    def _attachment(self, file: Attachment) -> None:
        name = f"{file.source}"
        if not self._ledger.meets(name):
            self._report.refuse(file.source, "its number is used twice in the export")
            return
        before = self._ledger.digest(name) is not None
        self._report.count(file.source, RecordOutcome.WRITTEN, unchanged=before)
        if not before:
            self._ledger.note(name, b"")

    def _public(self, imported: ImportedComment) -> bool:
        name = f"comments/{imported.slug}/{imported.comment.id}.txt"
        return self._ledger.digest(name) is not None and (self._content / name).exists()

    def _put(self, source: Source, name: str, data: bytes, imported: ImportedComment | None = None) -> None:
        """One file: written, there already, left as a person has it, or left away as a person wanted."""
        path, ours = self._content / name, self._ledger.digest(name)
        if ours is None and self._created(path, data):
            self._report.count(source, RecordOutcome.WRITTEN)
            self._ledger.note(name, ledger.digest(data))
            return
        present, shown = files.content(path), f"{self._content.name}/{name}"
        if present is None:
            self._report.refuse(source, f"{shown} {_GONE}")
        elif present == data or (_is_ours(present, ours, data) and not _stranger(imported, present)):
            self._bring_up_to_date(path, present, data)
            self._report.count(source, RecordOutcome.WRITTEN, unchanged=present == data)
            self._ledger.note(name, ledger.digest(data))
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
    return ledger.digest(present) == ours if ours is not None else data.startswith(present)


def _queued(queue: Path) -> Iterator[tuple[str, bytes]]:
    """The ids of all whole submissions in the queue, whatever their state, with their marks."""
    for path in queue.glob("*/*.txt"):
        try:
            found = submission_file.parse(path.read_bytes(), str(path))
        except SiteError:
            continue  # the beginning of one, where an import was cut off
        yield path.stem, _mark(found.words.article, found.words.author)


def _mark(slug: str, author: str) -> bytes:
    """Two systems may each have a comment 7: what tells one waiting comment from another."""
    return ledger.digest(f"{slug} {author}".encode())


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
