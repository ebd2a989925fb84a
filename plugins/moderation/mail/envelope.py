"""The headers that all our mails have in common. Pure."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from plugins.common.text import one_line


def envelope(sender: str, to: Iterable[str], subject: str, now: datetime, name: str) -> EmailMessage:
    """A mail without a body. `name`: the local part of the Message-ID; a mail that is sent again has the same
    name, so that mail programs show it once."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(to)
    # Python's `email` would decode encoded words (RFC 2047) in this text, even ones that hold line ends.
    message["Subject"] = one_line(subject).replace("=?", "= ?")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: so that no machine answers it
    return message
