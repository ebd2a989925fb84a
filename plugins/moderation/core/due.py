"""Publications that time makes necessary rather than a decision: from the moment that the last build named
(`KnownSite.due`), an article appears or a conversation closes."""

from datetime import datetime

from plugins.common.errors import SiteError
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.site_file import SiteFile

_AT_LEAST = 1.0  # seconds


class DuePublication:
    """One per process. Once the publish command has succeeded, it is not run again for the same moment: if
    the site is published from elsewhere, the build here may never change."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, SiteFile(desk.paths.known_site)
        self._done: datetime | None = None

    def owe(self, now: datetime) -> bool:
        """If the moment has come, note that a publication is owed; `after_decisions` then publishes."""
        due = self._due()
        if due is None or now < due:
            return False
        with self._desk.queue.locked(), self._desk.queue.archive.owing(f"due {due.isoformat()}"):
            pass
        return True

    def mark_done(self, now: datetime) -> None:
        """Note that the publication of this moment was carried out, unless one is still owed."""
        due = self._due()
        if due is not None and due <= now and not self._desk.queue.owed.exists():
            self._done = due

    def pause(self, now: datetime, longest: float) -> float:
        """Seconds until there is something to do, but not more than `longest`."""
        due = self._due()
        if due is None or due <= now:
            return longest
        return min(longest, max(_AT_LEAST, (due - now).total_seconds()))

    def _due(self) -> datetime | None:
        """The moment, or None: also if there is no publish command, or has been no build."""
        try:
            due = self._site.read().due if self._desk.settings.desk.publish else None
        except SiteError:
            return None
        return None if due == self._done else due
