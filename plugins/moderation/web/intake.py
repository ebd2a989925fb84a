"""What all routes share: the desk, the site as of the last build, rate limits and the clock."""

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
from plugins.moderation.core.known_site import KnownSite
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.submission import Submission
from plugins.moderation.web import ticket
from plugins.moderation.web.counters import Counters

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Callbacks for what happens after a submission or a decision. They return at once, so that no visitor
    waits."""

    submitted: Callable[[Submission], object] = lambda _: None
    decided: Callable[[], object] = lambda: None
    subscribed: Callable[[], object] = lambda: None
    login_requested: Callable[[str, str], object] = lambda _, __: None
    """A moderator asked for a login link: the moderator's address, and the link to send."""


class Intake:
    """The state of one application."""

    def __init__(self, desk: Desk, clock: Clock, follow_ups: FollowUps) -> None:
        self.desk, self.follow_ups = desk, follow_ups
        self.key = self.desk.key()
        self.logins = self.desk.login_links()
        self.counters = Counters(self.desk.settings.intake, self.key)
        self.fingerprints: set[str] = set()  # of texts since the start; the index knows earlier ones
        self._clock, self._file = clock, SiteFile(desk.paths.known_site)

    @property
    def known_site(self) -> KnownSite:
        """The site as of the last build. Raises SiteError if there has been none."""
        return self._file.read()

    @property
    def words(self) -> Translations:
        """Texts in the site's language."""
        return translations.of(self.known_site.site.lang)

    @property
    def base(self) -> str:
        """The path of the intake without a trailing slash; "" if it has its own host."""
        return urlsplit(self.known_site.site.intake_url).path.rstrip("/")

    def now(self) -> datetime:
        """The present moment, in the time zone that dates are printed in."""
        return self.known_site.in_zone(self._clock())

    def ticket(self, slug: str) -> str:
        """A new ticket, for the hidden field of a form."""
        return ticket.issue(self.key, slug, self.now(), secrets.token_bytes(identity.RANDOM_BYTES))

    def usual_delay(self) -> str:
        """A sentence on how long it usually takes until a comment is published. A damaged ledger is
        ignored here; the build reports it."""
        path = self.desk.paths.ledger
        try:
            return ledger_page.usual_delay(
                ledger_file.parse(path.read_bytes(), str(path)), self.known_site.site.lang
            )
        except (OSError, SiteError):
            return ""

    def address(self, path: str) -> str:
        """The absolute address of a page of the intake."""
        site = self.known_site.site
        return f"{urljoin(site.address, site.intake_url).rstrip('/')}/{path}"
