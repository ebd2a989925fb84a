"""What the routes share: the desk, the site as it was built, counters, the clock."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from plugins.common import translations
from plugins.common.errors import SiteError
from plugins.common.translations import Translations
from plugins.moderation.core import identity, ledger_file, ledger_page
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known import KnownSite
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.submission import Submission
from plugins.moderation.web import ticket
from plugins.moderation.web.counters import Counters

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What is to happen after a submission came, and after a decision was carried out. None of it makes a
    visitor wait."""

    submitted: Callable[[Submission], object] = lambda _: None
    decided: Callable[[], object] = lambda: None
    subscribed: Callable[[], object] = lambda: None
    login_requested: Callable[[str, str], object] = lambda _, __: None
    """A moderator asked for a key to the desk: an address, and the link that it is to be sent."""


class Intake:
    """One for an application."""

    def __init__(self, desk: Desk, clock: Clock, follow_ups: FollowUps) -> None:
        self.desk, self.follow_ups = desk, follow_ups
        self.key = self.desk.key()
        self.logins = self.desk.login_links()
        self.counters = Counters(self.desk.settings.intake, self.key)
        self.fingerprints: set[str] = set()  # of what came since it began; what came before, the index knows
        self._clock, self._file = clock, SiteFile(desk.paths.known_site)

    @property
    def known(self) -> KnownSite:
        """Raises SiteError where no build has been made."""
        return self._file.read()

    @property
    def words(self) -> Translations:
        """Texts in the site's language."""
        return translations.of(self.known.site.lang)

    @property
    def base(self) -> str:
        """The path of the intake, without a slash at its end: empty where it has a host of its own."""
        return urlsplit(self.known.site.intake_url).path.rstrip("/")

    def now(self) -> datetime:
        """In the zone that dates are printed in."""
        return self.known.in_zone(self._clock())

    def ticket(self, slug: str) -> str:
        """A fresh one, for the hidden field of a form."""
        return ticket.issue(self.key, slug, self.now(), secrets.token_bytes(identity.RANDOM_BYTES))

    def usual_delay(self) -> str:
        """How long publishing takes these days. A visitor is thanked whatever became of the ledger; what is
        wrong with it the build says."""
        path = self.desk.paths.ledger
        try:
            return ledger_page.usual_delay(
                ledger_file.parse(path.read_bytes(), str(path)), self.known.site.lang
            )
        except (OSError, SiteError):
            return ""

    def address(self, path: str) -> str:
        """The whole address of a page of the intake."""
        site = self.known.site
        return f"{urljoin(site.address, site.intake_url).rstrip('/')}/{path}"
