"""Who is at the desk by browser: a random secret in a cookie, and of it only the hash on disk.

A session is a file; its time of change is when it was last used. Noting that makes no file, so a session that
somebody ended meanwhile stays ended.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from plugins.common import files

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
"""However busy it is: who has stolen a cookie does not keep it for ever."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """`name`: the hash of its secret, which opens nothing. `who`: the moderator's address; empty for whoever
    showed a key of this machine."""

    name: str
    who: str
    began: datetime
    used: datetime

    def is_over(self, now: datetime) -> bool:
        return now - self.used > IDLE or now - self.began > LONGEST


class BrowserSessions:
    """One folder, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, who: str, now: datetime) -> str:
        """The secret of a new one; it is kept nowhere. Those that are over go."""
        secret = secrets.token_urlsafe(_BYTES)
        files.make_folder(self._folder, private=True)
        for one in self.every():
            if one.is_over(now):
                self.end(one.name)
        data = {"who": who, "began": now.astimezone(UTC).isoformat()}
        path = self._path(_name(secret))
        files.write(path, json.dumps(data).encode(), private=True)
        _note(path, now)
        return secret

    def use(self, secret: str, now: datetime) -> BrowserSession | None:
        """The session of a secret, if it is not over; it counts as used now."""
        one = self._read(_name(secret))
        if one is None or one.is_over(now):
            return None
        with suppress(FileNotFoundError):  # ended just now: this request was before it
            _note(self._path(one.name), now)
        return one

    def every(self) -> list[BrowserSession]:
        """Newest first, those that are over too."""
        return sorted(self._every(), key=lambda one: (one.began, one.name), reverse=True)

    def end(self, name: str) -> None:
        """Of one that is not there: nothing."""
        if any(one.name == name for one in self._every()):
            self._path(name).unlink(missing_ok=True)

    def end_all(self) -> int:
        """End all sessions; how many there were."""
        names = [one.name for one in self._every()]
        for name in names:
            self._path(name).unlink(missing_ok=True)
        return len(names)

    def _every(self) -> Iterator[BrowserSession]:
        if self._folder.is_dir():
            found = (self._read(path.stem) for path in self._folder.glob("[!.]*.json"))
            yield from filter(None, found)

    def _read(self, name: str) -> BrowserSession | None:
        path = self._path(name)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            used = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            return BrowserSession(name, str(data["who"]), datetime.fromisoformat(data["began"]), used)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def form_token(secret: str) -> str:
    """What the forms of a session carry: made of its secret, which cannot be made of it."""
    return sha256(b"form " + secret.encode()).hexdigest()


def _name(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _note(path: Path, now: datetime) -> None:
    os.utime(path, (now.timestamp(), now.timestamp()))
