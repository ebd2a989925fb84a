"""What a request of the web sets going, done after it was answered: notices, and what follows decisions.

A thread of its own, begun when it is first needed: a worker may be forked before. A crash loses nothing:
notices are worked out from the queue, and `after_decisions` knows when a publish command is owed.
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
"""Seconds in which whoever decided gets the next page before anything else is done; what else is decided in
them is followed up together."""


class BackgroundWorker:
    """One for a process. `now`: in the zone that dates are printed in."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._desk, self._now, self._due = desk, now, DuePublication(desk)
        self._happened, self._beginning = Event(), Lock()
        self._thread: Thread | None = None
        self._decided = False
        self._swept: datetime | None = None

    def submitted(self) -> None:
        """Told by the intake when a submission is on disk."""
        if self._desk.settings.mail.moderator or self._desk.settings.desk.hook:
            self._wake()

    def decided(self) -> None:
        """A decision was carried out."""
        self._decided = True
        self._wake()

    def run(self, decided: bool = False) -> bool:
        """All that is to be done now; whether notices are left to be sent. `decided`: with what follows
        decisions, whoever made them, and a sweep."""
        if decided or self._decided:
            self._decided, now = False, self._now()
            for line in after_decisions.carry_out(self._desk, now, on_stderr, self._sweeps(now, decided)):
                on_stderr(line)
        left = [self._left(outbox) for outbox in (Outbox, SubscriberOutbox)]
        return any([*left, self._hook_failed()])

    def _sweeps(self, now: datetime, anyway: bool) -> bool:
        """Once an hour at most, unless `anyway`: with a hundred thousand comments it keeps others waiting."""
        due = anyway or self._swept is None or now - self._swept >= _BETWEEN_SWEEPS
        self._swept = now if due else self._swept
        return due

    def keep_up(self, daily: bool) -> bool:
        """What no visitor sets going. `daily`: with what follows decisions, although nobody decided, and each
        file looked at for the index. Returns whether they could be."""
        is_checked = not daily or self._check_index()
        owed = self._due.owe(self._now())
        self.run(decided=daily or owed)
        self._due.mark_done(self._now())
        return is_checked

    def pause(self, longest: float) -> float:
        """Seconds until it is to keep up again."""
        return self._due.pause(self._now(), longest)

    def _check_index(self) -> bool:
        """Some files may have been written by hand where they stand; a disk may have spoilt the index."""
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

    def _left(self, outbox: type[Outbox] | type[SubscriberOutbox]) -> bool:
        try:
            return outbox(self._desk).send(self._now()).left > 0
        except (Unsent, SiteError, OSError) as error:
            said = f"Notices wait: {error}\n    They are tried again; or run: make mail"
            on_stderr(said)
            return True

    def subscribed(self) -> None:
        """A reader wants to be told of answers, or does so no more."""
        self._wake()

    def login_requested(self, who: str, link: str) -> None:
        """A moderator asked for a key. In a thread of its own: a publication may take minutes."""
        Thread(target=self._send_key, args=(who, link), daemon=True, name="login").start()

    def _send_key(self, who: str, link: str) -> None:
        try:
            login_mail.send(who, link, *self._site(), self._desk.settings.mail, self._now())
        except (SiteError, OSError, smtplib.SMTPException) as error:
            on_stderr(login_mail.failure(error))

    def _site(self) -> tuple[str, str]:
        """Its name and its language."""
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
            left = self.run()
            pause = min(pause * 2 if pause else _FIRST_PAUSE, _LONGEST_PAUSE) if left else None
