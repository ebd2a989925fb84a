"""What the routes share: the desk, the site as it was built, counters, the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.known import KnownSite
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.submission import Submission
from plugins.moderation.web.counters import Counters

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What is to happen after a submission came, and after a decision was carried out. None of it makes a
    visitor wait."""

    submitted: Callable[[Submission], object] = lambda _: None
    decided: Callable[[], object] = lambda: None


class Intake:
    """One for an application. Raises SiteError where `moderation.toml` is wrong."""

    def __init__(self, paths: DeskPaths, clock: Clock, follow_ups: FollowUps) -> None:
        self.desk, self.follow_ups = Desk(paths), follow_ups
        self.key = self.desk.key()
        self.counters = Counters(self.desk.settings.intake, self.key)
        self.fingerprints = self.desk.fingerprints()
        self._clock, self._file = clock, SiteFile(paths.known_site)

    @property
    def known(self) -> KnownSite:
        """Raises SiteError where no build has been made."""
        return self._file.read()

    @property
    def base(self) -> str:
        """The path of the intake, without a slash at its end: empty where it has a host of its own."""
        return urlsplit(self.known.site.intake_url).path.rstrip("/")

    def now(self) -> datetime:
        """In the zone that dates are printed in."""
        return self.known.in_zone(self._clock())
