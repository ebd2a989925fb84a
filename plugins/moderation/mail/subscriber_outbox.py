"""Sends invitations and news to subscribers. What is to be sent is worked out from their files and the
archive, so that nothing can be forgotten.

The comments of a mail are noted before it is sent (`Sending`), and as told right after the server accepted
it. After a crash in between, the mail is sent again with the same Message-ID, so that mail programs show it
once.
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
from plugins.moderation.core.known_site import KnownArticle, KnownSite
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
    """For one run. No news is sent while a publication is owed: the comments must be on the site already."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._settings = desk, desk.settings.notices
        self._context = SubmissionContext(desk.paths)

    def send(self, now: datetime) -> SendResult:
        """Send everything that is due. Raises Unsent, SiteError, OSError; the rest is sent by the next
        run."""
        site = self._context.site() if self._settings.sender else None
        if site is None or not site.site.intake_url:
            return SendResult(0, 0)
        told = left = 0
        with locks.alone(self._desk.paths.queue / ".telling"), Post(self._desk.settings.mail) as post:
            for subscription in self._desk.subscriptions.survey()[0]:
                sent = self._serve(subscription, site, post, now)
                told, left = told + (sent is True), left + (sent is False)
        return SendResult(told, left)

    def _serve(self, subscription: Subscription, site: KnownSite, post: Post, now: datetime) -> bool | None:
        """True if a mail was sent, False if one must wait, None if there is none to send."""
        article = site.articles.get(subscription.article)
        if article is None:
            return None
        try:
            if subscription.confirmed is None:
                return (
                    self._invite(subscription, site, article, post, now)
                    if subscription.invited is None
                    else None
                )
            return self._tell(subscription, site, article, post, now)
        except smtplib.SMTPRecipientsRefused as error:
            return self._refused(subscription, error)
        except smtplib.SMTPDataError:  # concerns this mail only; the others are still sent
            return False
        except smtplib.SMTPNotSupportedError:  # the server cannot write to such an address (RFC 6531)
            self._desk.subscriptions.end(subscription.id)
            return None
        except NoSuchSubscription:  # it ended meanwhile
            return None

    def _invite(
        self,
        subscription: Subscription,
        site: KnownSite,
        article: KnownArticle,
        post: Post,
        now: datetime,
    ) -> bool:
        conversation = self._conversation(subscription, site, article)
        hours = self._settings.confirm_hours
        post.send(
            subscriber_mail.invitation(
                subscription, conversation, self._settings.sender, self._page(subscription, site), hours, now
            )
        )
        self._desk.subscriptions.change(
            subscription.id, lambda subscription: replace(subscription, invited=now)
        )
        return True

    def _tell(
        self,
        subscription: Subscription,
        site: KnownSite,
        article: KnownArticle,
        post: Post,
        now: datetime,
    ) -> bool | None:
        new_comments = self._came(subscription, article)
        if not new_comments:
            return None
        if self._waits(subscription, now):
            return False
        ids = tuple(new.comment.id for new in new_comments)
        self._desk.subscriptions.change(
            subscription.id, lambda subscription: replace(subscription, sending=ids)
        )
        conversation, page = self._conversation(subscription, site, article), self._page(subscription, site)
        post.send(
            subscriber_mail.news(subscription, conversation, new_comments, self._settings.sender, page, now)
        )
        self._desk.subscriptions.change(
            subscription.id,
            lambda subscription: replace(subscription, sending=(), sent=now, told=subscription.told | {*ids}),
        )
        return True

    def _waits(self, subscription: Subscription, now: datetime) -> bool:
        """Whether news must wait: it is too soon after the last, or a decision is not on the site yet."""
        if subscription.sending:
            return False
        owed = bool(self._desk.settings.desk.publish) and self._desk.queue.owed.exists()
        delay = timedelta(minutes=self._settings.delay_minutes)
        return owed or (subscription.sent is not None and abs(now - subscription.sent) < delay)

    def _came(self, subscription: Subscription, article: KnownArticle) -> list[NewComment]:
        """The new comments to tell of; after a crash, those of the same mail again, except withdrawn ones."""
        try:
            thread = self._context.thread(subscription.article)
        except SiteError:  # the build says which file cannot be read
            return []
        numbers = {entry.id: entry.number for entry in article.comments}
        entries = news.news(subscription, thread, numbers.keys(), self._own(subscription, thread))
        again = [entry for entry in entries if entry.comment.id in subscription.sending]
        return [NewComment(numbers[entry.comment.id], entry.comment) for entry in again or entries]

    def _own(self, subscription: Subscription, thread: news.Thread) -> set[str]:
        """The ids of comments that the subscriber sent, as far as the queue still knows their addresses."""
        return {
            entry.comment.id
            for entry in thread
            if entry.comment.id not in subscription.told
            and self._email(entry.comment.id) == subscription.address.casefold()
        }

    def _email(self, identifier: str) -> str:
        try:
            return (self._desk.queue.find(identifier)[1].words.email or "").casefold()
        except (NoSuchSubmission, SiteError):
            return ""

    def _conversation(
        self, subscription: Subscription, site: KnownSite, article: KnownArticle
    ) -> FollowedConversation:
        followed = next((entry for entry in article.comments if entry.id == subscription.comment), None)
        own = translations.of(site.site.lang).gettext("votre commentaire")
        whose = f"{followed.number}, {followed.author}," if followed else own
        address = site.address(article)
        return FollowedConversation(
            article.title, address, whose if subscription.comment else None, site.site.lang
        )

    def _page(self, subscription: Subscription, site: KnownSite) -> str:
        token = signing.sign_id(subscription.id, Purpose.SUBSCRIBER, self._desk.key())
        return f"{urljoin(site.site.address, site.site.intake_url).rstrip('/')}/{PAGE}/{token}"

    def _refused(self, subscription: Subscription, error: smtplib.SMTPRecipientsRefused) -> bool | None:
        """End the subscription if the address is refused for good; else the mail is tried again."""
        if is_final(error):
            self._desk.subscriptions.end(subscription.id)
            return None
        return False
