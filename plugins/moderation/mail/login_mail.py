"""The mail that lets a moderator into the desk in a browser."""

import smtplib
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256

from plugins.common.text import one_line
from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.login import MINUTES
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.mail import notice, servers
from plugins.moderation.mail.envelope import envelope

NBSP = "\u00a0"
_PORT = 25


def compose(to: str, link: str, site: str, mail: MailSettings, now: datetime) -> EmailMessage:
    """`site`: its name. Pure."""
    name = f"login.{sha256(link.encode()).hexdigest()[:16]}"
    message = envelope(notice.sender(mail), [to], f"Entrer au bureau de «{NBSP}{site}{NBSP}»", now, name)
    lines = [
        f"Pour entrer au bureau de «{NBSP}{one_line(site)}{NBSP}», ouvrez cette page, et pressez son bouton.",
        link,
        "",
        f"Ce lien vaut {MINUTES}{NBSP}minutes, et une seule fois.",
        "Si vous n’avez rien demandé, ne faites rien.",
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def send(to: str, link: str, site: str, mail: MailSettings, now: datetime) -> None:
    """Raises SiteError, OSError, smtplib.SMTPException."""
    where = servers.server("smtp", mail.smtp, _PORT, mail.smtp_user, RULES_FILE)
    with servers.smtp(where) as connection:
        connection.send_message(compose(to, link, site, mail, now))


def failure(error: Exception) -> str:
    """What a log may say of it: no address."""
    said = f"{error.errno}" if isinstance(error, OSError) and error.errno else type(error).__name__
    if isinstance(error, smtplib.SMTPResponseException):
        said = f"the server answers {error.smtp_code}"
    hint = ".venv/bin/python -m plugins.moderation login"
    return f"A key to the desk was asked for by mail, and could not be sent: {said}\n    Or run: {hint}"
