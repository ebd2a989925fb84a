"""The mail with the link that logs a moderator in to the desk."""

import smtplib
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256

from plugins.common import translations
from plugins.common.text import one_line
from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.login import MINUTES
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.mail import notice, servers
from plugins.moderation.mail.envelope import envelope

_PORT = 25


def compose(to: str, link: str, site: str, lang: str, mail: MailSettings, now: datetime) -> EmailMessage:
    """The mail. `site`: the site's name; `lang`: its language. Pure."""
    _ = translations.of(lang).gettext
    name = f"login.{sha256(link.encode()).hexdigest()[:16]}"
    subject = _("Entrer au bureau de «\u00a0%(site)s\u00a0»") % {"site": site}
    message = envelope(notice.sender(mail), [to], subject, now, name)
    enter = _("Pour entrer au bureau de «\u00a0%(site)s\u00a0», ouvrez cette page, et pressez son bouton.")
    lines = [
        enter % {"site": one_line(site)},
        link,
        "",
        _("Ce lien vaut %(minutes)s\u00a0minutes, et une seule fois.") % {"minutes": MINUTES},
        _("Si vous n’avez rien demandé, ne faites rien."),
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def send(to: str, link: str, site: str, lang: str, mail: MailSettings, now: datetime) -> None:
    """Send it. Raises SiteError, OSError, smtplib.SMTPException."""
    server = servers.server("smtp", mail.smtp, _PORT, mail.smtp_user, RULES_FILE)
    with servers.smtp(server) as connection:
        connection.send_message(compose(to, link, site, lang, mail, now))


def failure(error: Exception) -> str:
    """A message for the log, without any address."""
    reason = f"{error.errno}" if isinstance(error, OSError) and error.errno else type(error).__name__
    if isinstance(error, smtplib.SMTPResponseException):
        reason = f"the server answers {error.smtp_code}"
    hint = ".venv/bin/python -m plugins.moderation login"
    return f"A key to the desk was asked for by mail, and could not be sent: {reason}\n    Or run: {hint}"
