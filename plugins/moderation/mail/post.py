"""One connection to the server that sends, made when the first mail goes, for all mails of a run."""

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
    """Mails are waiting, and why. Words for the moderator."""


class Post:
    """Each mail goes to one address."""

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
        """Raises Unsent where nothing can be sent now, SMTPRecipientsRefused, SMTPDataError or
        SMTPNotSupportedError where this mail cannot."""
        mail = self._mail
        if self._broken:  # whoever hangs keeps nobody waiting twice
            raise Unsent(self._broken)
        try:
            if self._connection is None:
                where = servers.server("smtp", mail.smtp, _PORT, mail.smtp_user, RULES_FILE)
                self._connection = servers.smtp(where)
            self._connection.send_message(message, to_addrs=[_in_ascii(message["To"])])
        except _OF_ONE_MAIL:
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._broken = f"{mail.smtp}: {type(error).__name__}"
            raise Unsent(self._broken) from None


def is_final(error: smtplib.SMTPRecipientsRefused) -> bool:
    """For good (5yz, RFC 5321 §4.2.1), and not for now, as greylisting does."""
    return all(code >= 500 for code, _ in error.recipients.values())


def _in_ascii(address: str) -> str:
    """With its host as the mail system knows it (RFC 5890)."""
    local, _, host = address.rpartition("@")
    try:
        return f"{local}@{idna.encode(host, uts46=True).decode()}"
    except idna.IDNAError:
        return address
