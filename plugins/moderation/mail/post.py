"""Sends mails over one SMTP connection, which is opened for the first mail and used for all mails of a
run."""

import smtplib
from email.message import EmailMessage
from types import TracebackType

import idna

from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.mail import servers

_PORT = 25
_OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, smtplib.SMTPDataError)


class Unsent(Exception):
    """Mails could not be sent now, and wait. The message is for the moderator."""


class Post:
    """A context manager that closes the connection. Each mail goes to one address."""

    def __init__(self, mail: MailSettings) -> None:
        self._mail = mail
        self._connection: smtplib.SMTP | None = None
        self._broken = ""

    def __enter__(self) -> "Post":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.__exit__(kind, error, trace)

    def send(self, message: EmailMessage) -> None:
        """Raises Unsent if nothing can be sent now; SMTPRecipientsRefused, SMTPDataError or
        SMTPNotSupportedError if only this mail cannot be sent."""
        mail = self._mail
        if self._broken:  # do not wait a second time for a server that hangs
            raise Unsent(self._broken)
        try:
            if self._connection is None:
                server = servers.server("smtp", mail.smtp, _PORT, mail.smtp_user, RULES_FILE)
                self._connection = servers.smtp(server)
            self._connection.send_message(message, to_addrs=[_in_ascii(message["To"])])
        except _OF_ONE_MAIL:
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._broken = f"{mail.smtp}: {type(error).__name__}"
            raise Unsent(self._broken) from None


def is_final(error: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether the recipients are refused for good (5yz, RFC 5321 §4.2.1), rather than for now, as by
    greylisting."""
    return all(code >= 500 for code, _ in error.recipients.values())


def _in_ascii(address: str) -> str:
    """The address with its host in ASCII (RFC 5890)."""
    local, _, host = address.rpartition("@")
    try:
        return f"{local}@{idna.encode(host, uts46=True).decode()}"
    except idna.IDNAError:
        return address
