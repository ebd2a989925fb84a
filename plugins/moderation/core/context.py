"""Looks up what a moderator needs to see with a submission: its article and the comment it answers."""

from datetime import datetime

from plugins.comments import archive
from plugins.comments.form import CommentInput
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import SiteError
from plugins.moderation.core import published_files
from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.desk import DeskPaths
from plugins.moderation.core.known_site import KnownSite
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.submission import Submission


class NoSuchComment(LookupError):
    """An article has no comment with this number or id. The message is for the moderator."""


class SubmissionContext:
    """Reads the last build's list of articles and the archive, each at most once and only when needed."""

    def __init__(self, paths: DeskPaths) -> None:
        self._paths = paths
        self._site: KnownSite | None = None
        self._read = False
        self._threads: dict[str, tuple[ThreadEntry, ...]] = {}

    def title(self, slug: str) -> str:
        """The title of an article, or its slug if the last build does not know it."""
        site = self.site()
        article = site.articles.get(slug) if site else None
        return article.title if article else slug

    def in_zone(self, now: datetime) -> datetime:
        """The same moment, in the zone that dates are printed in."""
        site = self.site()
        return site.in_zone(now) if site else now

    def answered(self, words: CommentInput) -> ThreadEntry | None:
        """The comment that a submission answers, or None if it is not published. Raises SiteError."""
        thread = self.thread(words.article) if words.reply_to else ()
        return next((entry for entry in thread if entry.comment.id == words.reply_to), None)

    def answerable(self, slug: str, typed: str) -> str:
        """The id of the comment with this number on the page, or with this id. Raises NoSuchComment."""
        thread = self.thread(slug)
        for entry in thread:
            if str(entry.number) == typed:
                return entry.comment.id
        if any(entry.comment.id == typed for entry in thread):
            return typed
        has = f"1 to {len(thread)}" if thread else "none yet"
        raise NoSuchComment(f"--reply-to {typed}: “{slug}” has no such comment; it has {has}")

    def before(self, submission: Submission) -> list[CommentInput]:
        """The texts before each correction, oldest first. Raises SiteError."""
        return [earlier.words for earlier in Corrections(self._paths.corrected).before(submission)]

    def thread(self, slug: str) -> tuple[ThreadEntry, ...]:
        """The published comments of an article, numbered as on its page. Raises SiteError if one of their
        files cannot be read."""
        if slug not in self._threads:
            folder, shown_as = self._paths.comments, published_files.ARCHIVE
            is_there = (folder / slug).is_dir()
            self._threads[slug] = archive.thread(folder, shown_as, slug) if is_there else ()
        return self._threads[slug]

    def site(self) -> KnownSite | None:
        if not self._read:
            self._read = True
            try:
                self._site = SiteFile(self._paths.known_site).read()
            except SiteError:
                self._site = None
        return self._site


def whole_archive(paths: DeskPaths) -> tuple[PublishedComment, ...]:
    """Every published comment. Raises SiteError if any file cannot be read, because a search must be
    complete."""
    published = archive.read(paths.comments, published_files.ARCHIVE)
    if published.problems:
        raise SiteError(published.problems)
    return tuple(
        PublishedComment(slug, filed) for slug, comments in published.comments.items() for filed in comments
    )
