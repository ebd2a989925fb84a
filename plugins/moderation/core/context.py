"""What a moderator needs to see around a submission: its article and what it answers."""

from collections.abc import Iterator
from datetime import datetime

from plugins.comments import archive, threads
from plugins.comments.form import CommentInput
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import SiteError
from plugins.moderation.core import published_files
from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.desk import DeskPaths
from plugins.moderation.core.known import KnownSite
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.submission import Submission


class NoSuchComment(LookupError):
    """An article has no comment of this number or id. Words for the moderator."""


class SubmissionContext:
    """Reads the last build's list of articles and the archive; each once, and only if it is asked for."""

    def __init__(self, paths: DeskPaths) -> None:
        self._paths = paths
        self._site: KnownSite | None = None
        self._read = False
        self._threads: dict[str, tuple[ThreadEntry, ...]] = {}

    def title(self, slug: str) -> str:
        """Of the article; its slug, where the last build knows none, or there has been none."""
        known = self.known()
        article = known.articles.get(slug) if known else None
        return article.title if article else slug

    def in_zone(self, now: datetime) -> datetime:
        """The same moment, in the zone that dates are printed in."""
        known = self.known()
        return known.in_zone(now) if known else now

    def answered(self, words: CommentInput) -> ThreadEntry | None:
        """What the submission answers; None where that is not published (any more). Raises SiteError."""
        thread = self.thread(words.article) if words.reply_to else ()
        return next((entry for entry in thread if entry.comment.id == words.reply_to), None)

    def answerable(self, slug: str, typed: str) -> str:
        """The id of the comment that the page numbers so, or that has this id. Raises NoSuchComment."""
        thread = self.thread(slug)
        for entry in thread:
            if str(entry.number) == typed:
                return entry.comment.id
        if any(entry.comment.id == typed for entry in thread):
            return typed
        has = f"1 to {len(thread)}" if thread else "none yet"
        raise NoSuchComment(f"--reply-to {typed}: “{slug}” has no such comment; it has {has}")

    def before(self, one: Submission) -> list[CommentInput]:
        """What its sender had written before each correction, oldest first. Raises SiteError."""
        return [earlier.words for earlier in Corrections(self._paths.corrected).before(one)]

    def thread(self, slug: str) -> tuple[ThreadEntry, ...]:
        """The conversation as the page numbers it. Raises SiteError where a file of it cannot be read."""
        if slug not in self._threads:
            folder = self._paths.comments / slug
            found = (
                archive.conversation(folder, f"{published_files.ARCHIVE}/{slug}")
                if folder.is_dir()
                else ((), [])
            )
            if found[1]:
                raise SiteError(found[1])
            self._threads[slug] = threads.arrange(found[0])
        return self._threads[slug]

    def known(self) -> KnownSite | None:
        if not self._read:
            self._read = True
            try:
                self._site = SiteFile(self._paths.known_site).read()
            except SiteError:
                self._site = None
        return self._site


def whole_archive(paths: DeskPaths) -> tuple[PublishedComment, ...]:
    """Every published comment. Raises SiteError where a file cannot be read: no search may pass one over."""
    found = archive.read(paths.comments, published_files.ARCHIVE)
    if found.problems:
        raise SiteError(found.problems)
    return tuple(_every(found))


def _every(found: archive.Archive) -> Iterator[PublishedComment]:
    for slug, comments in found.comments.items():
        yield from (PublishedComment(slug, filed) for filed in comments)
