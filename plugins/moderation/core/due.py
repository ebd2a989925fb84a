"""A publication that no decision owes: from a moment on, which the last build named (`KnownSite.due`), an
article appears, or a conversation is over."""

from datetime import datetime

from plugins.common.errors import SiteError
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.site_file import SiteFile

_AT_LEAST = 1.0  # seconds


class DuePublication:
    """One for a process. Once the publish command has ended well it is not run again for the same moment:
    whoever publishes elsewhere may leave what is due here as it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, SiteFile(desk.paths.known_site)
        self._done: datetime | None = None

    def owe(self, now: datetime) -> bool:
        """Note that a publication is owed, if that moment has come; `after_decisions` carries it out."""
        due = self._due()
        if due is None or now < due:
            return False
        with self._desk.queue.locked(), self._desk.queue.archive.owing(f"due {due.isoformat()}"):
            pass
        return True

    def mark_done(self, now: datetime) -> None:
        """Note that what was owed at this moment was carried out, unless it is owed still."""
        due = self._due()
        if due is not None and due <= now and not self._desk.queue.owed.exists():
            self._done = due

    def pause(self, now: datetime, longest: float) -> float:
        """For how many seconds there is nothing to do; not more than `longest`."""
        due = self._due()
        if due is None or due <= now:
            return longest
        return min(longest, max(_AT_LEAST, (due - now).total_seconds()))

    def _due(self) -> datetime | None:
        """None, too, where there is no command, or has been no build."""
        try:
            due = self._site.read().due if self._desk.settings.desk.publish else None
        except SiteError:
            return None
        return None if due == self._done else due
