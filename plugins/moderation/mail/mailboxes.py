"""Where mail lies on this machine: an mbox file, a Maildir, .eml files. Nothing goes unless asked for."""

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from plugins.moderation.mail.incoming import MAXIMUM_BYTES

# mbox escapes lines that begin with “From ” (RFC 4155 leaves it open; everybody does); they are not quotes.
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundMail:
    """One mail: the place to name in the report, how to find it again, its bytes; None: too large to read."""

    where: str
    key: str
    raw: bytes | None


class Mailbox(Protocol):
    """Any place that mail lies in."""

    def mails(self) -> Iterator[FoundMail]:
        """Each of them, oldest first."""

    def delete(self, keys: list[str]) -> None:
        """Those that were dealt with go, for good."""

    def close(self) -> None:
        """Let go of locks and connections."""


class LocalMailbox:
    """An mbox file or a Maildir. Where mails are to go it is locked meanwhile: their places must not move."""

    def __init__(self, path: Path, may_delete: bool) -> None:
        self._path = path
        self._box: mailbox.Mailbox[mailbox.Message] = (
            mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
        )
        self._is_mbox = not path.is_dir()
        if may_delete:
            self._lock()

    def mails(self) -> Iterator[FoundMail]:
        for key in self._box.keys():  # noqa: SIM118  # a Mailbox is iterated by its messages
            raw = self._box.get_bytes(key)
            if self._is_mbox:
                raw = _ESCAPED.sub(rb"\1", raw)
            yield FoundMail(f"{self._path.name} {key}", key, raw if len(raw) <= MAXIMUM_BYTES else None)

    def delete(self, keys: list[str]) -> None:
        for key in keys:
            self._box.discard(key)
        self._box.flush()

    def close(self) -> None:
        self._box.close()

    def _lock(self) -> None:
        try:
            self._box.lock()
        except BaseException:
            self._box.close()
            raise


class EmlFiles:
    """One .eml file, or all of a folder."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = {path.name: path for path in sorted(paths)}

    def mails(self) -> Iterator[FoundMail]:
        for name, path in self._paths.items():
            yield FoundMail(name, name, path.read_bytes() if path.stat().st_size <= MAXIMUM_BYTES else None)

    def delete(self, keys: list[str]) -> None:
        for key in keys:
            self._paths[key].unlink(missing_ok=True)

    def close(self) -> None:
        """There is no connection to close."""


def local(path: Path, may_delete: bool) -> Mailbox:
    """Whatever `path` is. Raises FileNotFoundError; mailbox.Error where somebody else has locked it."""
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    if path.suffix == ".eml":
        return EmlFiles([path])
    if path.is_dir() and not (path / "cur").is_dir():
        return EmlFiles(list(path.glob("*.eml")))
    return LocalMailbox(path, may_delete)
