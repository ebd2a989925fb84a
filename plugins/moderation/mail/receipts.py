"""Sends receipts to those who comment by mail.

The mail that a receipt answers stays in the mailbox until it has been processed. So nothing else need be
stored: a receipt that cannot be sent now is sent by the next run, with the same Message-ID if the run was
interrupted.
"""

import smtplib
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from plugins.comments.form import is_email
from plugins.common import files
from plugins.moderation.core import sender, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known_site import KnownArticle, KnownSite
from plugins.moderation.core.signing import Purpose
from plugins.moderation.mail import notice, post, receipt, wishes
from plugins.moderation.mail.incoming import IncomingMail
from plugins.moderation.mail.post import Post
from plugins.moderation.mail.processed import ProcessedMails
from plugins.moderation.mail.receipt import Event, Receipt, Remedies
from plugins.moderation.mail.wishes import Wish

_PERIOD = timedelta(hours=1)


class Receipts:
    """The receipts of one run. `post`: None if none are to be sent."""

    def __init__(self, desk: Desk, mails: ProcessedMails, post: Post | None, now: datetime) -> None:
        self._desk, self._mails, self._now = desk, mails, now
        settings = desk.settings.mail
        self._post = post if settings.moderator and settings.receipts else None
        self._marks = desk.paths.queue / "mail" / "receipts"
        self._sender = notice.sender(settings) if settings.moderator else ""

    def give(self, mail: IncomingMail, content: Receipt, lang: str) -> None:
        """Send a receipt to the sender of a mail, unless it may not be answered. An address gets one an hour
        at most, so that forged senders cannot flood its owner. Raises Unsent, SiteError, OSError."""
        if self._post is None or not self._may_be_written_to(mail):
            return
        name = self._mails.digest(mail.name).hex()[:32]
        try:
            self._post.send(receipt.compose(content, self._sender, mail.sender, name, self._now, lang))
        except smtplib.SMTPRecipientsRefused as error:
            if not post.is_final(error):
                raise post.Unsent("the server takes no mail for an address now") from None
        except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError):
            return
        files.write(self._mark(mail.sender), self._now.isoformat().encode(), private=True)

    def of(self, event: Event, site: KnownSite, article: KnownArticle, identifier: str) -> Receipt:
        """A receipt for a comment in the queue, with the links by which its sender may change it."""
        return Receipt(event, article.title, site.address(article), remedies=self._remedies(site, identifier))

    def _remedies(self, site: KnownSite, identifier: str) -> Remedies:
        key = self._desk.key()
        if intake := site.site.intake_url:
            token = signing.sign_id(identifier, Purpose.SENDER, key)
            return Remedies(f"{urljoin(site.site.address, intake).rstrip('/')}/{sender.PATH}/{token}")
        correct, withdraw = (wishes.sign(wish, identifier, key) for wish in Wish)
        return Remedies(
            correct=receipt.mailto(self._sender, correct, False, site.site.lang),
            withdraw=receipt.mailto(self._sender, withdraw, True, site.site.lang),
        )

    def _may_be_written_to(self, mail: IncomingMail) -> bool:
        settings = self._desk.settings
        ours = {self._sender, settings.notices.sender, *settings.mail.moderators}
        return (
            mail.answerable
            and is_email(mail.sender)
            and mail.sender.casefold() not in {address.casefold() for address in ours}
            and not self._lately(mail.sender)
        )

    def _lately(self, address: str) -> bool:
        """Whether a receipt was sent to the address within the last hour. Deletes older marks."""
        for path in self._marks.glob("[!.]*"):
            if not self._is_recent(path):
                path.unlink(missing_ok=True)
        return self._mark(address).exists()

    def _is_recent(self, path: Path) -> bool:
        try:
            return abs(self._now - datetime.fromisoformat(path.read_text(encoding="ascii"))) < _PERIOD
        except (OSError, ValueError, TypeError):
            return False

    def _mark(self, address: str) -> Path:
        return self._marks / self._mails.digest(f"receipt {address.casefold()}").hex()[:32]
