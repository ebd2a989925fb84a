"""Which mails were dealt with: a private file each, named by a keyed hash, so that no Message-ID is kept.

A mail is marked last. After a crash it is taken up again, and whoever takes it up finds what was done by the
id that is made of the same hash. Marks of several machines merge by copying, as the queue does.
"""

import hmac
from pathlib import Path

from plugins.common import files
from plugins.moderation.mail.outcome import OutcomeKind


class ProcessedMails:
    """The marks in one folder. `key`: the desk's secret."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def digest(self, name: str) -> bytes:
        """What stands for a mail: the same for the same mail, and nothing to anybody else."""
        return hmac.digest(self._key, f"mail {name}".encode("utf-8", "replace"), "sha256")

    def before(self, name: str) -> OutcomeKind | None:
        """How the mail ended when it was dealt with; None: it was not."""
        try:
            return OutcomeKind(self._path(name).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def mark(self, name: str, kind: OutcomeKind) -> None:
        """When this returns, it is on disk. Raises OSError."""
        files.write(self._path(name), kind.encode(), private=True)

    def _path(self, name: str) -> Path:
        return self._folder / self.digest(name).hex()[:32]
