"""What a moderator needs to see around a submission: its article, what it answers, where its links lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.comments import archive, links, threads
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import SiteError
from plugins.common.text import one_line
from plugins.moderation.desk import Place
from plugins.moderation.known import KnownSite
from plugins.moderation.lookup import Published
from plugins.moderation.site_file import SiteFile
from plugins.moderation.submission import Words

_ARCHIVE = "content/comments"
_EXCERPT = 60


class NoSuchComment(LookupError):
    """An article has no comment of this number or id. Words for the moderator."""


@dataclass(frozen=True, slots=True)
class Led:
    """An address as it was typed, and the host it leads to, in ASCII: no letter can pass for another."""

    typed: str
    host: str


def led(words: Words) -> tuple[Led, ...]:
    """All addresses of a submission, its sender's own first."""
    texts = (words.site or "", words.text)
    return tuple(
        Led(text[link.start : link.end], urlsplit(link.href).hostname or "")
        for text in texts
        for link in links.find(text)
    )


def excerpt(text: str, length: int = _EXCERPT) -> str:
    """The beginning, on one line."""
    line = one_line(text)
    return line if len(line) <= length else f"{line[:length].rstrip()} …"


class Surroundings:
    """Reads the last build's list of articles and the archive; each once, and only if it is asked for."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._site: KnownSite | None = None
        self._read = False
        self._threads: dict[str, tuple[ThreadEntry, ...]] = {}

    def title(self, slug: str) -> str:
        """Of the article; its slug, where there has been no build to tell."""
        known = self.known()
        if known is None:
            return slug
        article = known.articles.get(slug)
        return article.title if article else f"{slug} (the last build knows no such article)"

    def in_zone(self, now: datetime) -> datetime:
        """The same moment, in the zone that dates are printed in."""
        known = self.known()
        return now.astimezone(ZoneInfo(known.settings.zone)) if known else now

    def answered(self, words: Words) -> str | None:
        """What the submission answers, in words."""
        if words.reply_to is None:
            return None
        for entry in self.thread(words.article):
            if entry.comment.id == words.reply_to:
                return f"{entry.number}. {one_line(entry.comment.author)}: {excerpt(entry.comment.text)}"
        return f"{words.reply_to}, which is not published"

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

    def thread(self, slug: str) -> tuple[ThreadEntry, ...]:
        """The conversation as the page numbers it. Raises SiteError where a file of it cannot be read."""
        if slug not in self._threads:
            folder = self._place.comments / slug
            found = archive.conversation(folder, f"{_ARCHIVE}/{slug}") if folder.is_dir() else ((), [])
            if found[1]:
                raise SiteError(found[1])
            self._threads[slug] = threads.arrange(found[0])
        return self._threads[slug]

    def known(self) -> KnownSite | None:
        if not self._read:
            self._read = True
            try:
                self._site = SiteFile(self._place.known_site).read()
            except SiteError:
                self._site = None
        return self._site


def whole_archive(place: Place) -> tuple[Published, ...]:
    """Every published comment. Raises SiteError where a file cannot be read: no search may pass one over."""
    found = archive.read(place.comments, _ARCHIVE)
    if found.problems:
        raise SiteError(found.problems)
    return tuple(_every(found))


def _every(found: archive.Archive) -> Iterator[Published]:
    for slug, comments in found.comments.items():
        yield from (Published(slug, filed) for filed in comments)
