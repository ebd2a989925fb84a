"""Reads a mailbox on an IMAP server without leaving a trace: no flag changes, unless mails are to be deleted.

Only mails whose headers concern us are fetched whole; the rest of the mailbox is private.
"""

from collections.abc import Iterator
from email import message_from_bytes

from imapclient import DELETED, IMAPClient

from plugins.common.text import one_line
from plugins.moderation.mail import bounces, charsets, incoming, purpose, servers
from plugins.moderation.mail.incoming import MAXIMUM_BYTES
from plugins.moderation.mail.mailboxes import FoundMail

_HEADERS = "BODY.PEEK[HEADER.FIELDS (SUBJECT CONTENT-TYPE IN-REPLY-TO REFERENCES)]"
_BATCH = 500


class ImapMailbox:
    """A folder on the server. Every method may raise OSError and imaplib.IMAP4.error."""

    def __init__(self, client: IMAPClient, folder: str, may_delete: bool) -> None:
        self._client, self._folder = client, folder
        try:
            client.select_folder(folder, readonly=not may_delete)
        except BaseException:
            servers.hang_up(client)
            raise

    def mails(self) -> Iterator[FoundMail]:
        """All mails. Of those that do not concern us, `raw` holds a few headers only."""
        uids = self._client.search()
        for start in range(0, len(uids), _BATCH):
            batch = self._client.fetch(uids[start : start + _BATCH], ["RFC822.SIZE", _HEADERS])
            for uid, mail in batch.items():
                raw = self._raw(uid, mail[b"RFC822.SIZE"], _body(mail))
                yield FoundMail(f"{self._folder} {uid}", str(uid), raw)

    def delete(self, keys: list[str]) -> None:
        """Delete these mails and no others. A server without UIDPLUS (RFC 4315) could only expunge all mails
        that are marked, also by others; there they stay, marked as deleted."""
        self._client.add_flags(keys, [DELETED], silent=True)
        if keys and self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(keys)

    def close(self) -> None:
        self._client.logout()

    def _raw(self, uid: int, size: int, headers: bytes) -> bytes | None:
        """The whole mail if it concerns us, None if it is too large; else its headers."""
        head = message_from_bytes(headers)
        subject = one_line(charsets.header(head.get("Subject")))
        if purpose.of(subject, incoming.answered(head)) is None and not bounces.may_be(head):
            return headers
        if size > MAXIMUM_BYTES:
            return None
        return _body(self._client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}))  # it may have gone meanwhile


def _body(mail: dict[bytes, bytes]) -> bytes:
    """The data that was fetched; servers spell its key differently."""
    return next((value for name, value in mail.items() if name.startswith(b"BODY[")), b"")
