"""Each mail carried out: a decision on a submission, a submission of its own, or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

from plugins.comments.form import Words
from plugins.common.errors import SiteError
from plugins.moderation.core import identity, signing, submission
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known import KnownArticle, KnownSite
from plugins.moderation.core.policy import Circumstances, Ticket
from plugins.moderation.core.queue import CorrectedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import TABLE, NotAllowed, State
from plugins.moderation.core.subscriptions import NoSuchSubscription
from plugins.moderation.mail import answering, bounces, incoming, purpose
from plugins.moderation.mail.incoming import IncomingMail
from plugins.moderation.mail.outcome import DONE, MailOutcome, OutcomeKind
from plugins.moderation.mail.processed import ProcessedMails
from plugins.moderation.mail.purpose import CommentMail, DecisionMail, ReplyMail

_OLDEST = timedelta(days=30)  # an older `Date` is not believed
_WRONG = (CorrectedSince, InvalidToken, NoSuchSubmission, NotAllowed, EditedByHand)


class MailProcessor:
    """The desk's mail. `site`: what the last build knows; asked for only when a comment comes, and raises
    SiteError where there has been no build. `now`: in the zone that dates are printed in."""

    def __init__(self, desk: Desk, site: Callable[[], KnownSite], now: datetime) -> None:
        self._desk, self._site, self._now = desk, site, now
        self._key = desk.key()
        self.folder = desk.paths.queue / "mail"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._processed = ProcessedMails(self.folder / "seen", self._key)
        self._texts: set[str] | None = None

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
        self, mail: IncomingMail, wanted: DecisionMail | ReplyMail | CommentMail
    ) -> MailOutcome:
        match wanted:
            case DecisionMail():
                return self._decide(mail, wanted)
            case ReplyMail():
                return self._reply(mail, wanted)
            case CommentMail():
                return self._submit(mail, wanted)

    def _reply(self, mail: IncomingMail, wanted: ReplyMail) -> MailOutcome:
        """As a decision, it counts from a moderator alone: a notice may have been forwarded."""
        if mail.sender.casefold() not in self._moderators():
            return MailOutcome(OutcomeKind.REFUSED, "an answer to a notice, but not from [mail] moderator")
        try:
            published = answering.answer(self._desk, mail, wanted.token, self._key, self._now)
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
            after = self._desk.decide(mandate.id, mandate.action, self._now, seen=mandate.seen)
        except NotAllowed as error:
            if error.state not in _targets(mandate):
                raise
            return MailOutcome(OutcomeKind.KNOWN, f"{mandate.id} is {error.state}")
        return MailOutcome(OutcomeKind.DECIDED, f"{mandate.id} is {after}")

    def _submit(self, mail: IncomingMail, comment: CommentMail) -> MailOutcome:
        site = self._site()
        aim = next((aim for aim in comment.aims if aim.slug in site.articles), None)
        if aim is None:
            return MailOutcome(OutcomeKind.REFUSED, f"no article “{comment.aims[0].slug}”")
        article = site.articles[aim.slug]
        if not article.is_open(self._received(mail)):
            return MailOutcome(OutcomeKind.REFUSED, f"comments on “{article.slug}” are closed")
        words = _words(mail, article, aim.answered)
        if isinstance(words, str):
            return MailOutcome(OutcomeKind.REFUSED, words)
        identifier = self._identifier(mail)
        if self._desk.already(identifier):
            return MailOutcome(OutcomeKind.KNOWN, identifier)
        taken = self._desk.receive(
            words, self._circumstances(words, site), self._received(mail), "mail", identifier
        )
        return MailOutcome(OutcomeKind.SUBMITTED, f"{taken.id}, {taken.verdict}")

    def _identifier(self, mail: IncomingMail) -> str:
        """The same for the same mail, whenever it is read: a second run finds the submission of the first."""
        chance = self._processed.digest(mail.name)[: identity.RANDOM_BYTES]
        return identity.of_submission(mail.date or datetime.fromtimestamp(0, UTC), chance)

    def _received(self, mail: IncomingMail) -> datetime:
        """When it was sent, if that can be believed; a comment should not bear the hour of a timer."""
        if mail.date and self._now - _OLDEST <= mail.date <= self._now:
            return mail.date.astimezone(self._now.tzinfo)
        return self._now

    def _circumstances(self, words: Words, site: KnownSite) -> Circumstances:
        """A mail has no preview, so no ticket can be missing."""
        if self._texts is None:
            waiting = (State.PENDING, State.SPAM)
            self._texts = {o.words.fingerprint for s in waiting for o in self._desk.queue.survey(s)[0]}
        duplicate = words.fingerprint in self._texts
        self._texts.add(words.fingerprint)
        known = words.author.casefold() in site.names
        return Circumstances(ticket=Ticket.GOOD, duplicate=duplicate, known=known)

    def _moderators(self) -> set[str]:
        return set(map(str.casefold, self._desk.settings.mail.moderators))


def _words(mail: IncomingMail, article: KnownArticle, answered: int | None) -> Words | str:
    """What the form would take of it, or why it would not. An address that it would not take is left out, and
    so is a number that no comment has (any more)."""
    form = {
        "article": article.slug,
        "author": purpose.author(mail),
        "text": mail.text,
        "email": mail.sender,
        "reply_to": next((one.id for one in article.comments if one.number == answered), ""),
    }
    parsed = submission.parse(form)
    if [error.field for error in parsed.errors] == ["email"]:
        parsed = submission.parse({**form, "email": ""})
    return parsed.words or "; ".join(f"{error.field}: {error.message}" for error in parsed.errors)


def _refusal(error: Exception) -> str:
    return "no such submission any more" if isinstance(error, NoSuchSubmission) else str(error)


def _targets(mandate: Mandate) -> set[State]:
    return {state for (_, action), state in TABLE.items() if action is mandate.action}


def _in_words(error: SiteError | OSError) -> str:
    return error.problems[0].what if isinstance(error, SiteError) else str(error)
