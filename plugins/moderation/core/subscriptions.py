"""The subscriptions of a desk: `var/moderation/subscriptions/<id>.txt`, which only their owner may read.

Each change is one atomic write, under a lock: of two processes, neither undoes what the other did.
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
    """A subscription that ended, or never was."""


class Subscriptions:
    """The folder in which subscriptions are kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ask(self, wanted: Subscription) -> None:
        """Put a wish on disk. One that is there already stays; where an address has too many that nobody
        confirmed, somebody wants to annoy its owner: no more are taken."""
        with self._locked():
            waiting = [one for one in self.of(wanted.address) if one.confirmed is None]
            if len(waiting) < _MOST_UNCONFIRMED and not self._path(wanted.id).exists():
                self._write(wanted)

    def read(self, identifier: str) -> Subscription:
        """Raises NoSuchSubscription, SiteError."""
        path = self._path(identifier)
        try:
            return subscription.parse(path.read_bytes(), str(path))
        except FileNotFoundError:
            raise NoSuchSubscription(identifier) from None

    def change(self, identifier: str, change: Callable[[Subscription], Subscription]) -> Subscription:
        """Raises NoSuchSubscription, SiteError."""
        with self._locked():
            changed = change(self.read(identifier))
            self._write(changed)
            return changed

    def confirm(self, identifier: str, standing: frozenset[str], now: datetime) -> Subscription:
        """From now on its reader is told of new comments; `standing`: those that are there already. Doing it
        twice changes nothing."""

        def confirmed(one: Subscription) -> Subscription:
            return one if one.confirmed else replace(one, confirmed=now, told=standing)

        return self.change(identifier, confirmed)

    def end(self, identifier: str) -> None:
        """Nothing of it stays. Twice is once."""
        with self._locked():
            self._path(identifier).unlink(missing_ok=True)

    def every(self) -> tuple[list[Subscription], list[Problem]]:
        """All of them in the order of their names, and what is wrong with files that cannot be read."""
        found: list[Subscription] = []
        problems: list[Problem] = []
        for path in sorted(self._folder.glob("*.txt")):
            try:
                found.append(self.read(path.stem))
            except NoSuchSubscription:
                continue
            except SiteError as error:
                problems += error.problems
        return found, problems

    def of(self, address: str) -> list[Subscription]:
        """Those of one address, without regard to case. Raises SiteError where any file cannot be read."""
        found, problems = self.every()
        if problems:
            raise SiteError(problems)
        return [one for one in found if one.address.casefold() == address.strip().casefold()]

    def sweep(self, settings: NoticesSettings, articles: Callable[[str], bool], now: datetime) -> int:
        """End what was not confirmed in time, what heard nothing for long, and what belongs to conversations
        that are over (`articles`: whether one goes on); how many ended."""
        confirm, silence = timedelta(hours=settings.confirm_hours), timedelta(days=settings.silent_days)
        over = [
            one for one in self.every()[0] if one.is_over(now, confirm, silence) or not articles(one.article)
        ]
        for one in over:
            self.end(one.id)
        return len(over)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        files.make_folder(self._folder.parent, private=True)
        files.make_folder(self._folder, private=True)
        with locks.alone(self._folder / ".lock"):
            yield

    def _write(self, one: Subscription) -> None:
        files.write(self._path(one.id), subscription.dump(one), private=True)

    def _path(self, identifier: str) -> Path:
        if not _ID.fullmatch(identifier):
            raise NoSuchSubscription(identifier)
        return self._folder / f"{identifier}.txt"
