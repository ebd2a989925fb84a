"""Mailboxes on this machine: an mbox file, a Maildir, .eml files. Nothing is deleted unless asked for."""

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from plugins.moderation.mail.incoming import MAXIMUM_BYTES

# mbox files escape lines that begin with “From ” by a “>” (RFC 4155 leaves it open); they are not quotes.
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundMail:
    """`where`: names the mail in the report. `key`: for `Mailbox.delete`. `raw`: its bytes; None if it is too
    large."""

    where: str
    key: str
    raw: bytes | None


class Mailbox(Protocol):
    """A mailbox of any kind."""

    def mails(self) -> Iterator[FoundMail]:
        """All mails, oldest first."""

    def delete(self, keys: list[str]) -> None:
        """Delete mails for good."""

    def close(self) -> None:
        """Release locks and connections."""


class LocalMailbox:
    """An mbox file or a Maildir. It is locked if mails may be deleted: the keys of an mbox are positions, and
    must not change meanwhile."""

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
    """One .eml file, or all those of a folder."""

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
    """The mailbox at a path. Raises FileNotFoundError, and mailbox.Error if another process has locked
    it."""
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    if path.suffix == ".eml":
        return EmlFiles([path])
    if path.is_dir() and not (path / "cur").is_dir():
        return EmlFiles(list(path.glob("*.eml")))
    return LocalMailbox(path, may_delete)
