"""Processes single mails: carries out decisions, takes comments, ignores the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes

from plugins.common.errors import SiteError
from plugins.moderation.core import sender, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known_site import KnownSite
from plugins.moderation.core.queue import CorrectedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.sender import SentComment
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import TABLE, NotAllowed, State
from plugins.moderation.core.subscriptions import NoSuchSubscription
from plugins.moderation.mail import bounces, correspondents, incoming, purpose, replying, wishes
from plugins.moderation.mail.incoming import IncomingMail
from plugins.moderation.mail.outcome import DONE, MailOutcome, OutcomeKind
from plugins.moderation.mail.post import Post, Unsent
from plugins.moderation.mail.processed import ProcessedMails
from plugins.moderation.mail.purpose import CommentMail, DecisionMail, ReplyMail, SenderMail
from plugins.moderation.mail.receipt import Event, Receipt
from plugins.moderation.mail.receipts import Receipts
from plugins.moderation.mail.submissions import MailSubmissions
from plugins.moderation.mail.wishes import Wish

_NOTHING: tuple[str, ...] = ()
_WRONG = (CorrectedSince, InvalidToken, NoSuchSubmission, NotAllowed, EditedByHand)


class MailProcessor:
    """`site`: reads what the last build wrote of the site; called only if needed, and raises SiteError if
    there has been no build. `now`: in the time zone of the site. `post`: sends answers; None: send none."""

    def __init__(
        self, desk: Desk, site: Callable[[], KnownSite], now: datetime, post: Post | None = None
    ) -> None:
        self._desk, self._site, self._now = desk, site, now
        self._key = desk.key()
        self.folder = desk.paths.queue / "mail"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._processed = ProcessedMails(self.folder / "seen", self._key)
        self._receipts = Receipts(desk, self._processed, post, now)
        self._submissions = MailSubmissions(desk, self._processed, self._receipts, now)

    def process(self, raw: bytes) -> MailOutcome:
        """Process a mail. One that cannot be carried out now is left unmarked, for the next run."""
        try:
            mail = incoming.parse(raw)
        except Exception as error:  # such as a thousand nested parts; one mail must not stop the others
            return MailOutcome(OutcomeKind.LATER, f"cannot be read ({type(error).__name__})")
        wanted = purpose.of(mail.subject, mail.answered)
        if wanted is None and self._has_bounced(raw):
            return MailOutcome(OutcomeKind.BOUNCED)
        if wanted is None:
            return MailOutcome(OutcomeKind.NOT_OURS)
        if mail.machine:
            return MailOutcome(OutcomeKind.AUTOMATIC, mail.machine)
        if before := self._processed.before(mail.name):
            return MailOutcome(OutcomeKind.KNOWN if before in DONE else OutcomeKind.PASSED)
        try:
            outcome = self._carry_out_mail(mail, wanted)
            self._processed.mark(mail.name, outcome.kind)
        except Unsent as error:
            return MailOutcome(OutcomeKind.UNANSWERED, str(error))
        except (SiteError, OSError) as error:
            return MailOutcome(OutcomeKind.LATER, _in_words(error))
        return outcome

    def _has_bounced(self, raw: bytes) -> bool:
        """End the subscription that a bounce concerns; returns whether there was one. The mail that came back
        names it, and the subscriber's address must be among those that failed."""
        bounce = bounces.find(message_from_bytes(raw))
        try:
            subscription = self._desk.subscriptions.read(bounce.subscription) if bounce else None
        except (NoSuchSubscription, SiteError):
            return False
        if not bounce or not subscription or subscription.address.casefold() not in bounce.addresses:
            return False
        self._desk.subscriptions.end(subscription.id)
        return True

    def _carry_out_mail(
        self, mail: IncomingMail, wanted: DecisionMail | ReplyMail | SenderMail | CommentMail
    ) -> MailOutcome:
        mail = replace(mail, text=correspondents.translated(mail.text, self._lang))
        match wanted:
            case DecisionMail():
                return self._decide(mail, wanted)
            case ReplyMail():
                return self._reply(mail, wanted)
            case SenderMail():
                return self._change(mail, wanted)
            case CommentMail():
                return self._submissions.take(mail, wanted, self._site())

    def _lang(self) -> str:
        return self._site().site.lang

    def _reply(self, mail: IncomingMail, wanted: ReplyMail) -> MailOutcome:
        """Like a decision, a reply counts from a moderator's address only: a notice may have been
        forwarded."""
        if mail.sender.casefold() not in self._moderators():
            return MailOutcome(OutcomeKind.REFUSED, "an answer to a notice, but not from [mail] moderator")
        try:
            published = replying.answer(self._desk, mail, wanted.token, self._key, self._now)
        except (*_WRONG, CannotReply) as error:
            return MailOutcome(OutcomeKind.REFUSED, _refusal(error))
        return MailOutcome(OutcomeKind.DECIDED, f"{published} is published, and what it answers")

    def _decide(self, mail: IncomingMail, decision: DecisionMail) -> MailOutcome:
        """The signature alone is not enough: a notice may have been forwarded."""
        if mail.sender.casefold() not in self._moderators():
            return MailOutcome(OutcomeKind.REFUSED, "a signed answer, but not from [mail] moderator")
        try:
            mandate = signing.read(decision.token, Purpose.MAIL, self._key, self._now)
            return self._carry_out(mandate)
        except _WRONG as error:
            return MailOutcome(OutcomeKind.REFUSED, _refusal(error))

    def _carry_out(self, mandate: Mandate) -> MailOutcome:
        """Decide as the mandate says, once. What a crash interrupted is completed first. A decision that has
        already been made, by this mail before a crash or by somebody else, counts as done before."""
        self._desk.queue.mend({mandate.id})
        state, _ = self._desk.queue.find(mandate.id)
        if (state, mandate.action) not in TABLE and state in _targets(mandate):
            return MailOutcome(OutcomeKind.KNOWN, f"{mandate.id} is {state}")
        try:
            after = self._desk.decide(mandate.id, mandate.action, self._now, corrected=mandate.corrected)
        except NotAllowed as error:
            if error.state not in _targets(mandate):
                raise
            return MailOutcome(OutcomeKind.KNOWN, f"{mandate.id} is {error.state}")
        return MailOutcome(OutcomeKind.DECIDED, f"{mandate.id} is {after}")

    def _change(self, mail: IncomingMail, wanted: SenderMail) -> MailOutcome:
        """Correct or withdraw a comment. The token authorises it, whoever sent the mail."""
        try:
            wish, identifier = wishes.read(wanted.token, self._key)
            sent = sender.find(self._desk, identifier)
            if wish is Wish.WITHDRAW:
                event, why = wishes.withdraw(self._desk, identifier, self._now), _NOTHING
            else:
                event, why = wishes.correct(self._desk, sent, mail.text, self._now)
        except InvalidToken as error:
            return MailOutcome(OutcomeKind.REFUSED, _refusal(error))
        except NoSuchSubmission as error:  # taken back before, say
            return MailOutcome(OutcomeKind.PASSED, _refusal(error))
        self._receipts.give(mail, self._of_change(event, why, mail, sent, identifier), self._lang())
        if event is Event.UNCHANGED:
            return MailOutcome(OutcomeKind.REFUSED, f"{identifier} cannot be corrected")
        return MailOutcome(OutcomeKind.CHANGED, f"{identifier}, {event.name.lower()}")

    def _of_change(
        self, event: Event, why: tuple[str, ...], mail: IncomingMail, sent: SentComment, identifier: str
    ) -> Receipt:
        site = self._site()
        article = site.articles.get(sent.article)
        words = mail.text if event is Event.UNCHANGED else ""
        if article is None or event in (Event.ERASED, Event.WITHDRAWN):
            return Receipt(event, article.title if article else sent.article, why=why, words=words)
        return replace(self._receipts.of(event, site, article, identifier), why=why, words=words)

    def _moderators(self) -> set[str]:
        return set(map(str.casefold, self._desk.settings.mail.moderators))


def _refusal(error: Exception) -> str:
    return "no such submission any more" if isinstance(error, NoSuchSubmission) else str(error)


def _targets(mandate: Mandate) -> set[State]:
    return {state for (_, action), state in TABLE.items() if action is mandate.action}


def _in_words(error: SiteError | OSError) -> str:
    return error.problems[0].what if isinstance(error, SiteError) else str(error)
