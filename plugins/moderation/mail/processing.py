"""Each mail carried out: a decision on a submission, a submission of its own, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes

from plugins.common.errors import SiteError
from plugins.moderation.core import sender, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known import KnownSite
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
    """The desk's mail. `site`: what the last build knows; asked for only when a comment comes, and raises
    SiteError where there has been no build. `now`: in the zone that dates are printed in. `post`: by which
    senders are answered; None: they are not."""

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
        """Carry out one mail. What cannot be done now is left for later, and nothing of it is marked."""
        try:
            mail = incoming.parse(raw)
        except Exception as error:  # parts within parts a thousand deep, say; one mail must not stop the rest
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
        """Whether it ended a subscription. The mail that came back names it, and its address must agree."""
        bounce = bounces.find(message_from_bytes(raw))
        try:
            one = self._desk.subscriptions.read(bounce.subscription) if bounce else None
        except (NoSuchSubscription, SiteError):
            return False
        if not bounce or not one or one.address.casefold() not in bounce.addresses:
            return False
        self._desk.subscriptions.end(one.id)
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
        """As a decision, it counts from a moderator alone: a notice may have been forwarded."""
        if mail.sender.casefold() not in self._moderators():
            return MailOutcome(OutcomeKind.REFUSED, "an answer to a notice, but not from [mail] moderator")
        try:
            published = replying.answer(self._desk, mail, wanted.token, self._key, self._now)
        except (*_WRONG, CannotReply) as error:
            return MailOutcome(OutcomeKind.REFUSED, _refusal(error))
        return MailOutcome(OutcomeKind.DECIDED, f"{published} is published, and what it answers")

    def _decide(self, mail: IncomingMail, decision: DecisionMail) -> MailOutcome:
        """A signature alone is not enough: a notice may have been forwarded."""
        if mail.sender.casefold() not in self._moderators():
            return MailOutcome(OutcomeKind.REFUSED, "a signed answer, but not from [mail] moderator")
        try:
            mandate = signing.read(decision.token, Purpose.MAIL, self._key, self._now)
            return self._carry_out(mandate)
        except _WRONG as error:
            return MailOutcome(OutcomeKind.REFUSED, _refusal(error))

    def _carry_out(self, mandate: Mandate) -> MailOutcome:
        """A decision that is there already was made by this mail before a crash, or by somebody else; what a
        crash cut off is finished first, and then nothing is left to be decided."""
        self._desk.queue.mend({mandate.id})
        before, _ = self._desk.queue.find(mandate.id)
        if (before, mandate.action) not in TABLE and before in _targets(mandate):
            return MailOutcome(OutcomeKind.KNOWN, f"{mandate.id} is {before}")
        try:
            after = self._desk.decide(mandate.id, mandate.action, self._now, corrected=mandate.corrected)
        except NotAllowed as error:
            if error.state not in _targets(mandate):
                raise
            return MailOutcome(OutcomeKind.KNOWN, f"{mandate.id} is {error.state}")
        return MailOutcome(OutcomeKind.DECIDED, f"{mandate.id} is {after}")

    def _change(self, mail: IncomingMail, wanted: SenderMail) -> MailOutcome:
        """By whoever has the receipt: its token is the authority."""
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
