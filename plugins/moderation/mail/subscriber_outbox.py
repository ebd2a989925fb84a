"""What subscribers are still to be sent: worked out from their files and the archive, so that nothing can be
forgotten.

What a mail holds is written before (`Sending`), and that it was taken right after the server said so. One
that may have been sent when a crash came is sent again with the same Message-ID: mail programs show it once.
"""

import smtplib
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from plugins.common import locks, translations
from plugins.common.errors import SiteError
from plugins.moderation.core import news, signing
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known import KnownArticle, KnownSite
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.signing import Purpose
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.core.subscriptions import NoSuchSubscription
from plugins.moderation.mail import subscriber_mail
from plugins.moderation.mail.outbox import SendResult
from plugins.moderation.mail.post import Post, is_final
from plugins.moderation.mail.subscriber_mail import FollowedConversation, NewComment

PAGE = "avis"


class SubscriberOutbox:
    """For one run. Nothing is sent while a publication is owed: what is told must be on the site already."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._settings = desk, desk.settings.notices
        self._context = SubmissionContext(desk.paths)

    def send(self, now: datetime) -> SendResult:
        """Raises Unsent, SiteError, OSError: what was not sent stays to be sent."""
        site = self._context.site() if self._settings.sender else None
        if site is None or not site.site.intake_url:
            return SendResult(0, 0)
        told = left = 0
        with locks.alone(self._desk.paths.queue / ".telling"), Post(self._desk.settings.mail) as post:
            for one in self._desk.subscriptions.survey()[0]:
                sent = self._serve(one, site, post, now)
                told, left = told + (sent is True), left + (sent is False)
        return SendResult(told, left)

    def _serve(self, one: Subscription, site: KnownSite, post: Post, now: datetime) -> bool | None:
        """Whether something was sent; None where there was nothing to be sent."""
        article = site.articles.get(one.article)
        if article is None:
            return None
        try:
            if one.confirmed is None:
                return self._invite(one, site, article, post, now) if one.invited is None else None
            return self._tell(one, site, article, post, now)
        except smtplib.SMTPRecipientsRefused as error:
            return self._refused(one, error)
        except smtplib.SMTPDataError:  # not this mail, or not now; the others have their turn
            return False
        except smtplib.SMTPNotSupportedError:  # the server cannot write to such an address (RFC 6531)
            self._desk.subscriptions.end(one.id)
            return None
        except NoSuchSubscription:  # it ended meanwhile
            return None

    def _invite(
        self,
        one: Subscription,
        site: KnownSite,
        article: KnownArticle,
        post: Post,
        now: datetime,
    ) -> bool:
        conversation = self._conversation(one, site, article)
        hours = self._settings.confirm_hours
        post.send(
            subscriber_mail.invitation(
                one, conversation, self._settings.sender, self._page(one, site), hours, now
            )
        )
        self._desk.subscriptions.change(one.id, lambda one: replace(one, invited=now))
        return True

    def _tell(
        self,
        one: Subscription,
        site: KnownSite,
        article: KnownArticle,
        post: Post,
        now: datetime,
    ) -> bool | None:
        came = self._came(one, article)
        if not came:
            return None
        if self._waits(one, now):
            return False
        ids = tuple(new.comment.id for new in came)
        self._desk.subscriptions.change(one.id, lambda one: replace(one, sending=ids))
        conversation, page = self._conversation(one, site, article), self._page(one, site)
        post.send(subscriber_mail.news(one, conversation, came, self._settings.sender, page, now))
        self._desk.subscriptions.change(
            one.id, lambda one: replace(one, sending=(), sent=now, told=one.told | {*ids})
        )
        return True

    def _waits(self, one: Subscription, now: datetime) -> bool:
        """Not so soon after the last, and not before what was decided is on the site."""
        if one.sending:
            return False
        owed = bool(self._desk.settings.desk.publish) and self._desk.queue.owed.exists()
        delay = timedelta(minutes=self._settings.delay_minutes)
        return owed or (one.sent is not None and abs(now - one.sent) < delay)

    def _came(self, one: Subscription, article: KnownArticle) -> list[NewComment]:
        """The same again where a crash came in between, less what was withdrawn meanwhile."""
        try:
            thread = self._context.thread(one.article)
        except SiteError:  # the build says which file cannot be read
            return []
        numbers = {one.id: one.number for one in article.comments}
        entries = news.news(one, thread, numbers.keys(), self._own(one, thread))
        again = [entry for entry in entries if entry.comment.id in one.sending]
        return [NewComment(numbers[entry.comment.id], entry.comment) for entry in again or entries]

    def _own(self, one: Subscription, thread: news.Thread) -> set[str]:
        """Comments that the subscriber's own address sent, while the queue still knows it."""
        return {
            entry.comment.id
            for entry in thread
            if entry.comment.id not in one.told and self._email(entry.comment.id) == one.address.casefold()
        }

    def _email(self, identifier: str) -> str:
        try:
            return (self._desk.queue.find(identifier)[1].words.email or "").casefold()
        except (NoSuchSubmission, SiteError):
            return ""

    def _conversation(
        self, one: Subscription, site: KnownSite, article: KnownArticle
    ) -> FollowedConversation:
        answered = next((entry for entry in article.comments if entry.id == one.comment), None)
        own = translations.of(site.site.lang).gettext("votre commentaire")
        whose = f"{answered.number}, {answered.author}," if answered else own
        address = site.address(article)
        return FollowedConversation(article.title, address, whose if one.comment else None, site.site.lang)

    def _page(self, one: Subscription, site: KnownSite) -> str:
        token = signing.sign_id(one.id, Purpose.SUBSCRIBER, self._desk.key())
        return f"{urljoin(site.site.address, site.site.intake_url).rstrip('/')}/{PAGE}/{token}"

    def _refused(self, one: Subscription, error: smtplib.SMTPRecipientsRefused) -> bool | None:
        """For good, it ends; for now, it is tried again."""
        if is_final(error):
            self._desk.subscriptions.end(one.id)
            return None
        return False
