"""Writes records to files, in order; articles are written before their comments."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.common import files
from plugins.importers import article_converter, article_file, import_journal
from plugins.importers.article_converter import ArticleConverter, ConvertedArticle
from plugins.importers.existing import ExistingArticle
from plugins.importers.import_journal import ImportJournal
from plugins.importers.queue_writer import QueueWriter
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
from plugins.importers.site_files import SiteFiles
from plugins.importers.unique_terms import UniqueTerms
from plugins.importers.words import FRENCH, ImportWords

_TWICE = "its number is used twice in the export"


class Writer:
    """Writes all records of an import. `content`: the folder of the sources, beside which `var/` is."""

    def __init__(
        self,
        content: Path,
        journal: ImportJournal,
        report: ImportReport,
        now: datetime,
        dry: bool = False,
        words: ImportWords = FRENCH,
    ) -> None:
        self._content, self._journal, self._report, self._dry = content, journal, report, dry
        self._files = SiteFiles(content, journal, report, dry)
        self._queue = QueueWriter(content.parent / "var" / "moderation", journal, report, now, dry)
        self._paths: dict[str, str] = {}
        self._converter, self._terms = ArticleConverter(), UniqueTerms(words)
        self._articles: list[ImportedArticle] = []
        self._absent: set[str] = set()
        self._refused: set[Source] = set()
        self._moved: list[MovedAddress] = []

    def expect(self, sources: Iterable[ExistingArticle]) -> None:
        """Set the articles and pages of the present site: by id, where earlier imports are now, since people
        may have moved them; and all categories and tags."""
        present = tuple(sources)
        self._paths = {article.id: article.path for article in present}
        self._terms.add(present)

    def take(self, record: Record) -> None:
        """Handle one record. Articles are collected, and written before the next comment."""
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
                self._add_to_report(record)

    def _take_article(self, article: ImportedArticle) -> None:
        article = article_file.as_before(article, self._paths.get(article.id, ""))
        resolved, warnings = self._terms.resolve(article)
        self._articles.append(resolved)
        for warning in warnings:
            self._add_to_report(warning)

    def _add_to_report(self, record: ExpectedCount | RefusedRecord | RecordWarning | Tally) -> None:
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
        """Write the remaining articles; returns the old addresses of everything that was imported."""
        self._convert()
        self._converter.close()
        if not self._dry:
            files.sync()
        return [*self._terms.moved(moved for moved in self._moved if moved.source not in self._refused)]

    def _convert(self) -> None:
        for article, converted in zip(self._articles, self._converter.convert(self._articles), strict=True):
            self._article(article, converted)
        self._articles.clear()

    def _article(self, article: ImportedArticle, converted: ConvertedArticle) -> None:
        if not self._journal.meets(f"article {article.id}"):
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
        """Move a page that has comments now to the articles, with the changes that a person made to it."""
        name = article_file.path(article)
        path, present = self._content / old, files.content(self._content / old)
        if present is not None and not self._dry:
            if self._journal.digest(old) == import_journal.digest(present):
                path.unlink()
            elif not (self._content / name).exists():
                files.write(path, article_file.with_conversation(present, article.address))
                files.make_folder((self._content / name).parent)
                path.rename(self._content / name)
        where = self._content.name
        self._report.warn(
            article.source, f"is not a page any more: it moves from {where}/{old} to {where}/{name}"
        )
        return name

    def _place(self, source: Source, name: str, slug: str, data: bytes) -> None:
        """Write an article, and remember if a person deleted it."""
        self._files.put(source, name, data)
        if self._files.is_away(name):
            self._absent.add(slug)

    def _take_comment(self, imported: ImportedComment) -> None:
        if not self._journal.meets(f"comment {imported.slug}/{imported.comment.id}"):
            self._report.refuse(imported.source, _TWICE)
        elif imported.slug in self._absent:
            self._report.refuse(imported.source, "its article is not here")
        elif imported.state is CommentState.PUBLISHED:
            self._comment(imported)
        else:
            self._take_unpublished(imported)

    def _comment(self, imported: ImportedComment) -> None:
        self._files.put(imported.source, _name(imported), comment_format.dump(imported.comment), imported)

    def _take_unpublished(self, imported: ImportedComment) -> None:
        if self._files.has(_name(imported)):
            self._report.keep(imported.source, "is public here, but not any more in the old system")
        else:
            self._queue.take(imported)

    def _attachment(self, file: Attachment) -> None:
        name = f"{file.source}"
        if not self._journal.meets(name):
            self._report.refuse(file.source, "its number is used twice in the export")
            return
        before = self._journal.digest(name) is not None
        self._report.count(file.source, RecordOutcome.WRITTEN, unchanged=before)
        if not before:
            self._journal.note(name, b"")


def _name(imported: ImportedComment) -> str:
    """The path of a comment's file, relative to `content/`."""
    return f"comments/{imported.slug}/{imported.comment.id}.txt"
