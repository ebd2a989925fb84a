"""Sessions of the browser desk: a random secret in a cookie, and only its hash on disk.

A session is a file whose modification time says when it was last used. Updating that time does not create a
file, so a session that was ended meanwhile stays ended.
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
"""However much it is used, so that a stolen cookie does not work for ever."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """`name`: the hash of its secret, which cannot be used to log in. `who`: the moderator's address; "" for
    somebody who logged in from this machine."""

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
        """Begin a session and return its secret, which is stored nowhere. Sessions that are over are
        deleted."""
        secret = secrets.token_urlsafe(_BYTES)
        files.make_folder(self._folder, private=True)
        for session in self.all():
            if session.is_over(now):
                self.end(session.name)
        data = {"who": who, "began": now.astimezone(UTC).isoformat()}
        path = self._path(_name(secret))
        files.write(path, json.dumps(data).encode(), private=True)
        _note(path, now)
        return secret

    def use(self, secret: str, now: datetime) -> BrowserSession | None:
        """The session of a secret, if it is not over. This counts as using it."""
        session = self._read(_name(secret))
        if session is None or session.is_over(now):
            return None
        with suppress(FileNotFoundError):  # ended just now, after this request
            _note(self._path(session.name), now)
        return session

    def all(self) -> list[BrowserSession]:
        """All sessions, newest first, including those that are over."""
        return sorted(self._read_all(), key=lambda session: (session.began, session.name), reverse=True)

    def end(self, name: str) -> None:
        """End a session, if it exists."""
        if any(session.name == name for session in self._read_all()):
            self._path(name).unlink(missing_ok=True)

    def end_all(self) -> int:
        """End all sessions; returns how many there were."""
        names = [session.name for session in self._read_all()]
        for name in names:
            self._path(name).unlink(missing_ok=True)
        return len(names)

    def _read_all(self) -> Iterator[BrowserSession]:
        if self._folder.is_dir():
            sessions = (self._read(path.stem) for path in self._folder.glob("[!.]*.json"))
            yield from filter(None, sessions)

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
    """The CSRF token of a session's forms. The secret cannot be computed from it."""
    return sha256(b"form " + secret.encode()).hexdigest()


def _name(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _note(path: Path, now: datetime) -> None:
    os.utime(path, (now.timestamp(), now.timestamp()))
