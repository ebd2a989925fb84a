"""Records what earlier imports wrote (`var/import/ledger.sqlite`), so that an import changes only files that
nobody else has changed.

It has the digest of each written file. SQLite, because an archive may have a million files, and an import
should need little memory. If the journal is lost, files that differ are left as they are.
"""

import sqlite3
from hashlib import blake2b
from pathlib import Path

_EVERY = 5000
_CACHE = 32 * 1024
"""In KiB. Names come in random order, so that nearly each one needs another page of the database."""


class ImportJournal:
    """`dry`: nothing is recorded; the file, if it exists, is only read."""

    def __init__(self, path: Path, dry: bool) -> None:
        if dry and not path.exists():
            self._base = sqlite3.connect(":memory:")
        elif dry:
            self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._base = sqlite3.connect(path)
        self._base.isolation_level = None
        if not (dry and path.exists()):
            self._base.execute(
                "CREATE TABLE IF NOT EXISTS written (name TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID"
            )
        self._base.execute("PRAGMA temp_store = FILE")
        self._base.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._base.execute("CREATE TEMP TABLE met (name TEXT PRIMARY KEY) WITHOUT ROWID")
        self._dry, self._pending = dry, 0
        self._base.execute("BEGIN")

    def digest(self, name: str) -> bytes | None:
        """The digest of what an import last wrote under this name; None if none did."""
        row = self._base.execute("SELECT digest FROM written WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def note(self, name: str, digest: bytes) -> None:
        """Record what was written under a name."""
        if not self._dry:
            self._base.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (name, digest))
            self._pending += 1
            if self._pending >= _EVERY:
                self._base.execute("COMMIT")
                self._base.execute("BEGIN")
                self._pending = 0

    def forget(self, name: str) -> None:
        """As if no import had written it."""
        if not self._dry:
            self._base.execute("DELETE FROM written WHERE name = ?", (name,))

    def meets(self, name: str) -> bool:
        """Whether this is the first call for the name in this run."""
        return self._base.execute("INSERT OR IGNORE INTO met VALUES (?)", (name,)).rowcount == 1

    def close(self) -> None:
        self._base.execute("COMMIT")
        self._base.close()


def digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
