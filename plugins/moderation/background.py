"""Work that is done in the background, after a web request has been answered: sending notices, and publishing
after decisions.

The thread is started when it is first needed, because the web server may fork its workers before that. A
crash loses nothing: notices are worked out from the queue, and `after_decisions` knows when a publish command
is owed.
"""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from time import sleep

from plugins.common import translations
from plugins.common.errors import SiteError
from plugins.moderation.core import after_decisions, hook
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.due import DuePublication
from plugins.moderation.core.hook import HookFailed
from plugins.moderation.core.publication import on_stderr
from plugins.moderation.mail import login_mail
from plugins.moderation.mail.outbox import Outbox
from plugins.moderation.mail.post import Unsent
from plugins.moderation.mail.subscriber_outbox import SubscriberOutbox

_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0
_BETWEEN_SWEEPS = timedelta(hours=1)
_NEXT_PAGE = 1.0
"""Seconds to wait after a decision, so that the moderator gets the next page first. Decisions that are made
meanwhile are published together with it."""


class BackgroundWorker:
    """One per process. `now`: the current time, in the time zone of the site."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._desk, self._now, self._due = desk, now, DuePublication(desk)
        self._happened, self._beginning = Event(), Lock()
        self._thread: Thread | None = None
        self._decided = False
        self._swept: datetime | None = None

    def submitted(self) -> None:
        """The intake calls this once a submission is on disk."""
        if self._desk.settings.mail.moderator or self._desk.settings.desk.hook:
            self._wake()

    def decided(self) -> None:
        """The desk calls this once a decision has been carried out."""
        self._decided = True
        self._wake()

    def run(self, decided: bool = False) -> bool:
        """Do everything that is due now. Returns whether notices are left to be sent. `decided`: publish and
        sweep as after a decision, even if none was made in this process."""
        if decided or self._decided:
            self._decided, now = False, self._now()
            for line in after_decisions.carry_out(self._desk, now, on_stderr, self._sweeps(now, decided)):
                on_stderr(line)
        has_left = [self._has_left(outbox) for outbox in (Outbox, SubscriberOutbox)]
        return any([*has_left, self._hook_failed()])

    def _sweeps(self, now: datetime, anyway: bool) -> bool:
        """Whether to sweep now: once an hour at most, unless `anyway`. With a hundred thousand comments a
        sweep holds the lock for long enough to keep others waiting."""
        due = anyway or self._swept is None or now - self._swept >= _BETWEEN_SWEEPS
        self._swept = now if due else self._swept
        return due

    def keep_up(self, daily: bool) -> bool:
        """Do what no request triggers. `daily`: also publish and sweep as after a decision, and check the
        index against each file. Returns False if the index could not be checked."""
        is_checked = not daily or self._check_index()
        owed = self._due.owe(self._now())
        self.run(decided=daily or owed)
        self._due.mark_done(self._now())
        return is_checked

    def pause(self, longest: float) -> float:
        """Seconds until `keep_up` is to be called again, at most `longest`."""
        return self._due.pause(self._now(), longest)

    def _check_index(self) -> bool:
        """Files may have been edited by hand, or a fault of the disk may have damaged the index."""
        try:
            self._desk.index.refresh(thorough=True)
        except OSError as error:
            on_stderr(f"[desk] index: {error}\n    Lists may lack what is new. It is tried again in an hour.")
            return False
        return True

    def _hook_failed(self) -> bool:
        try:
            hook.run(self._desk, self._now())
        except (HookFailed, SiteError, OSError) as error:
            on_stderr(f"[desk] hook: {error}\n    It is tried again; or run: make mail")
            return True
        return False

    def _has_left(self, outbox: type[Outbox] | type[SubscriberOutbox]) -> bool:
        try:
            return outbox(self._desk).send(self._now()).left > 0
        except (Unsent, SiteError, OSError) as error:
            on_stderr(f"Notices wait: {error}\n    They are tried again; or run: make mail")
            return True

    def subscribed(self) -> None:
        """The intake calls this when a reader has subscribed, or has ended a subscription."""
        self._wake()

    def login_requested(self, who: str, link: str) -> None:
        """Mail a moderator the link to log in, in a separate thread: a publication may take minutes."""
        Thread(target=self._send_key, args=(who, link), daemon=True, name="login").start()

    def _send_key(self, who: str, link: str) -> None:
        try:
            login_mail.send(who, link, *self._site(), self._desk.settings.mail, self._now())
        except (SiteError, OSError, smtplib.SMTPException) as error:
            on_stderr(login_mail.failure(error))

    def _site(self) -> tuple[str, str]:
        """The site's name and language."""
        known = SubmissionContext(self._desk.paths).site()
        return (known.site.name, known.site.lang) if known else ("", translations.SOURCE)

    def _wake(self) -> None:
        with self._beginning:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, daemon=True, name="background")
                self._thread.start()
        self._happened.set()

    def _work(self) -> None:
        pause: float | None = None
        while True:
            self._happened.wait(pause)
            if self._decided:
                sleep(_NEXT_PAGE)
            self._happened.clear()
            has_left = self.run()
            pause = min(pause * 2 if pause else _FIRST_PAUSE, _LONGEST_PAUSE) if has_left else None
