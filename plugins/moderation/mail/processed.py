"""Remembers which mails have been processed: a private file for each, named by a keyed hash, so that no
Message-ID is kept.

A mail is marked after everything else. After a crash it is processed again; what was already done is then
recognised, because ids are derived from the same hash. The marks of several machines are merged by copying
the files, like the queue.
"""

import hmac
from pathlib import Path

from plugins.common import files
from plugins.moderation.mail.outcome import OutcomeKind


class ProcessedMails:
    """The marks in a folder. `key`: the desk's secret."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def digest(self, name: str) -> bytes:
        """A keyed hash of a mail's name: the same for the same mail, and meaningless without the key."""
        return hmac.digest(self._key, f"mail {name}".encode("utf-8", "replace"), "sha256")

    def before(self, name: str) -> OutcomeKind | None:
        """The result if the mail has been processed before; else None."""
        try:
            return OutcomeKind(self._path(name).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def mark(self, name: str, kind: OutcomeKind) -> None:
        """Note that a mail has been processed. On disk when this returns. Raises OSError."""
        files.write(self._path(name), kind.encode(), private=True)

    def _path(self, name: str) -> Path:
        return self._folder / self.digest(name).hex()[:32]
