"""A mailbox on an IMAP server (RFC 3501, RFC 4315). It is read without a trace: no flag changes unless mails
are to be deleted.

Bodies are fetched of those mails only whose subject is ours; the rest of the mailbox is nobody's business.
"""

import imaplib
import re
from base64 import b64encode
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

from plugins.common.text import one_line
from plugins.moderation.mail import bounces, charsets, incoming, purpose, servers
from plugins.moderation.mail.incoming import MAXIMUM_BYTES
from plugins.moderation.mail.mailboxes import FoundMail

_HEADERS = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (SUBJECT CONTENT-TYPE IN-REPLY-TO REFERENCES)])"
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_BATCH = 500


class ImapMailbox:
    """One folder. Raises OSError and imaplib.IMAP4.error, from every method."""

    def __init__(self, connection: imaplib.IMAP4, folder: str, may_delete: bool) -> None:
        self._connection, self._folder = connection, folder
        try:
            self._ask("SELECT", connection.select(_quoted(folder), readonly=not may_delete))
        except BaseException:
            servers.hang_up(connection)
            raise

    def mails(self) -> Iterator[FoundMail]:
        """All whose subject is ours, and one line for each other one."""
        found = self._ask("SEARCH", self._connection.uid("SEARCH", "ALL"))[0]
        uids = (found or b"").split()
        for start in range(0, len(uids), _BATCH):
            for uid, size, subject in self._headers(uids[start : start + _BATCH]):
                yield FoundMail(f"{self._folder} {uid}", uid, self._raw(uid, size, subject))

    def delete(self, keys: list[str]) -> None:
        """Only these go. Without UIDPLUS a server expunges whatever is marked; there they are marked only."""
        if not keys:
            return
        self._ask("STORE", self._connection.uid("STORE", ",".join(keys), "+FLAGS.SILENT", r"(\Deleted)"))
        # Asked again: before the login, servers do not tell all they can (RFC 3501 §6.2.3).
        if b"UIDPLUS" in self._ask("CAPABILITY", self._connection.capability())[0].upper().split():
            self._ask("EXPUNGE", self._connection.uid("EXPUNGE", ",".join(keys)))

    def close(self) -> None:
        self._connection.logout()

    def _headers(self, uids: list[bytes]) -> Iterator[tuple[str, int, bytes]]:
        answer = self._ask("FETCH", self._connection.uid("FETCH", b",".join(uids).decode(), _HEADERS))
        for head, subject in (one for one in answer if isinstance(one, tuple)):
            uid, size = _UID.search(head), _SIZE.search(head)
            if uid and size:
                yield uid[1].decode(), int(size[1]), subject

    def _raw(self, uid: str, size: int, headers: bytes) -> bytes | None:
        """The whole mail if it is ours; else what is enough to see that it is not."""
        head = message_from_bytes(headers)
        subject = one_line(charsets.header(head.get("Subject")))
        if purpose.of(subject, incoming.answered(head)) is None and not bounces.may_be(head):
            return headers
        if size > MAXIMUM_BYTES:
            return None
        answer = self._ask("FETCH", self._connection.uid("FETCH", uid, "(BODY.PEEK[])"))
        return next((bytes(one[1]) for one in answer if isinstance(one, tuple)), b"")  # it went meanwhile

    def _ask(self, command: str, answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            said = b" ".join(one for one in answer[1] if isinstance(one, bytes)).decode("ascii", "replace")
            raise imaplib.IMAP4.error(f"{command}: {said}")
        return answer[1]


def _quoted(folder: str) -> str:
    """A mailbox name as a quoted string, in the UTF-7 that IMAP has for itself (RFC 3501 §5.1.3)."""
    escaped = folder.replace("&", "&-").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_FOREIGN.sub(_shifted, escaped)}"'


def _shifted(foreign: re.Match[str]) -> str:
    coded = b64encode(foreign[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
    return f"&{coded}-"
