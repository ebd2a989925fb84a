"""Receipts for those who comment by mail: to whom none goes, how many do, and with what in them.

The mail that a receipt answers lies in the mailbox until it was dealt with; so nothing else need be kept, and
what cannot be sent now is sent by the next run. One that was cut off is sent again with its Message-ID.
"""

import smtplib
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from plugins.comments.form import is_email
from plugins.common import files
from plugins.moderation.core import sender, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known import KnownArticle, KnownSite
from plugins.moderation.core.signing import Purpose
from plugins.moderation.mail import notice, post, receipt, wishes
from plugins.moderation.mail.incoming import IncomingMail
from plugins.moderation.mail.post import Post
from plugins.moderation.mail.processed import ProcessedMails
from plugins.moderation.mail.receipt import Event, Receipt, Remedies
from plugins.moderation.mail.wishes import Wish

_PERIOD = timedelta(hours=1)


class Receipts:
    """Of one run. `post` None: none are sent."""

    def __init__(self, desk: Desk, mails: ProcessedMails, post: Post | None, now: datetime) -> None:
        self._desk, self._mails, self._now = desk, mails, now
        settings = desk.settings.mail
        self._post = post if settings.moderator and settings.receipts else None
        self._marks = desk.paths.queue / "mail" / "receipts"
        self._sender = notice.sender(settings) if settings.moderator else ""

    def give(self, mail: IncomingMail, one: Receipt, lang: str) -> None:
        """Raises Unsent, SiteError, OSError. One an hour goes to an address: whoever forges it does no more
        to its owner."""
        if self._post is None or not self._may_be_written_to(mail):
            return
        name = self._mails.digest(mail.name).hex()[:32]
        try:
            self._post.send(receipt.compose(one, self._sender, mail.sender, name, self._now, lang))
        except smtplib.SMTPRecipientsRefused as error:
            if not post.is_final(error):
                raise post.Unsent("the server takes no mail for an address now") from None
        except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError):
            return
        files.write(self._mark(mail.sender), self._now.isoformat().encode(), private=True)

    def of(self, event: Event, site: KnownSite, article: KnownArticle, identifier: str) -> Receipt:
        """Of a comment that is there, with what its sender may do."""
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
        """Within the hour; marks that are older go."""
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
