"""The headers that every mail of ours carries. Pure."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from plugins.common.text import one_line


def envelope(sender: str, to: Iterable[str], subject: str, now: datetime, name: str) -> EmailMessage:
    """`name`: what the Message-ID begins with; the same name is the same mail, however often it is sent."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(to)
    # The library decodes encoded words (RFC 2047) in what it is given, line ends among them.
    message["Subject"] = one_line(subject).replace("=?", "= ?")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: nothing answers it by itself
    return message
