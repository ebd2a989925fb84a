"""Stores subscriptions in `var/moderation/subscriptions/<id>.txt`, readable by their owner only.

Each change is one atomic write under a lock, so that two processes cannot undo each other's changes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from plugins.common import files, locks
from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import subscription
from plugins.moderation.core.settings import NoticesSettings
from plugins.moderation.core.subscription import Subscription

_MOST_UNCONFIRMED = 3
_ID = re.compile(r"[0-9a-f]{32}")


class NoSuchSubscription(LookupError):
    """No subscription has this id, or it has ended."""


class Subscriptions:
    """The folder in which subscriptions are kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ask(self, wanted: Subscription) -> None:
        """Store an unconfirmed subscription, unless it exists already. If an address has too many unconfirmed
        ones, somebody is probably harassing its owner, and no more are stored."""
        with self._locked():
            waiting = [
                subscription for subscription in self.of(wanted.address) if subscription.confirmed is None
            ]
            if len(waiting) < _MOST_UNCONFIRMED and not self._path(wanted.id).exists():
                self._write(wanted)

    def read(self, identifier: str) -> Subscription:
        """Read one subscription. Raises NoSuchSubscription, SiteError."""
        path = self._path(identifier)
        try:
            return subscription.parse(path.read_bytes(), str(path))
        except FileNotFoundError:
            raise NoSuchSubscription(identifier) from None

    def change(self, identifier: str, change: Callable[[Subscription], Subscription]) -> Subscription:
        """Apply `change` to a subscription and store it. Raises NoSuchSubscription, SiteError."""
        with self._locked():
            changed = change(self.read(identifier))
            self._write(changed)
            return changed

    def confirm(self, identifier: str, standing: frozenset[str], now: datetime) -> Subscription:
        """Confirm a subscription: from now on its reader is notified of new comments. `standing`: the
        comments that are there already. A second call changes nothing."""

        def confirmed(subscription: Subscription) -> Subscription:
            return (
                subscription
                if subscription.confirmed
                else replace(subscription, confirmed=now, told=standing)
            )

        return self.change(identifier, confirmed)

    def end(self, identifier: str) -> None:
        """Delete a subscription, if it exists."""
        with self._locked():
            self._path(identifier).unlink(missing_ok=True)

    def survey(self) -> tuple[list[Subscription], list[Problem]]:
        """All subscriptions, sorted by id, and the problems of files that cannot be read."""
        subscriptions: list[Subscription] = []
        problems: list[Problem] = []
        for path in sorted(self._folder.glob("*.txt")):
            try:
                subscriptions.append(self.read(path.stem))
            except NoSuchSubscription:
                continue
            except SiteError as error:
                problems += error.problems
        return subscriptions, problems

    def of(self, address: str) -> list[Subscription]:
        """The subscriptions of one address, ignoring case. Raises SiteError if any file cannot be read."""
        subscriptions, problems = self.survey()
        if problems:
            raise SiteError(problems)
        return [
            subscription
            for subscription in subscriptions
            if subscription.address.casefold() == address.strip().casefold()
        ]

    def sweep(self, settings: NoticesSettings, is_active: Callable[[str], bool], now: datetime) -> int:
        """Delete the subscriptions that were not confirmed in time, had no news for long, or belong to
        articles that are not active any more. Returns how many were deleted."""
        confirm, silence = timedelta(hours=settings.confirm_hours), timedelta(days=settings.silent_days)
        over = [
            subscription
            for subscription in self.survey()[0]
            if subscription.is_over(now, confirm, silence) or not is_active(subscription.article)
        ]
        for ended in over:
            self.end(ended.id)
        return len(over)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        files.make_folder(self._folder.parent, private=True)
        files.make_folder(self._folder, private=True)
        with locks.alone(self._folder / ".lock"):
            yield

    def _write(self, changed: Subscription) -> None:
        files.write(self._path(changed.id), subscription.dump(changed), private=True)

    def _path(self, identifier: str) -> Path:
        if not _ID.fullmatch(identifier):
            raise NoSuchSubscription(identifier)
        return self._folder / f"{identifier}.txt"
