"""Turns a mail that is a comment into a submission, or answers why it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from plugins.comments.form import CommentInput
from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core import identity, submission
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.known_site import KnownArticle, KnownSite
from plugins.moderation.core.policy import Circumstances, Ticket
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import ParsedForm
from plugins.moderation.mail import purpose
from plugins.moderation.mail.incoming import IncomingMail
from plugins.moderation.mail.outcome import MailOutcome, OutcomeKind
from plugins.moderation.mail.processed import ProcessedMails
from plugins.moderation.mail.purpose import CommentMail, CommentTarget
from plugins.moderation.mail.receipt import Event, Receipt
from plugins.moderation.mail.receipts import Receipts

_OLDEST = timedelta(days=30)  # an older `Date` is not believed
_NO_ARTICLE = N_("Ce billet n’existe pas, ou plus.")
_CLOSED = N_("Les commentaires de ce billet sont fermés.")


class MailSubmissions:
    """The comments of one run. `now`: in the time zone of the site."""

    def __init__(self, desk: Desk, mails: ProcessedMails, receipts: Receipts, now: datetime) -> None:
        self._desk, self._mails, self._receipts, self._now = desk, mails, receipts, now
        self._texts: set[str] | None = None

    def take(self, mail: IncomingMail, comment: CommentMail, site: KnownSite) -> MailOutcome:
        """Raises SiteError, OSError, Unsent: then the mail is left for the next run."""
        aim = next((aim for aim in comment.aims if aim.slug in site.articles), None)
        if aim is None:
            slug = comment.aims[0].slug
            self._give_back(mail, Receipt(Event.REFUSED, slug, why=(_NO_ARTICLE,)), slug, site)
            return MailOutcome(OutcomeKind.REFUSED, f"no article “{slug}”")
        article = site.articles[aim.slug]
        if not article.is_open(self._received(mail)):
            self._give_back(mail, _over(article, site), article.slug, site)
            return MailOutcome(OutcomeKind.REFUSED, f"comments on “{article.slug}” are closed")
        parsed = _parsed(mail, article.slug, _answered(article, aim), site.site.lang)
        if parsed.words is None:
            why = tuple(error.message for error in parsed.errors)
            refused = Receipt(Event.REFUSED, article.title, site.address(article), why)
            self._receipts.give(mail, refused, site.site.lang)
            return MailOutcome(OutcomeKind.REFUSED, "; ".join(map(str, parsed.errors)))
        return self._receive(mail, article, parsed.words, site)

    def _give_back(self, mail: IncomingMail, refusal: Receipt, slug: str, site: KnownSite) -> None:
        """Answer with the refusal and the text of the comment, so that it is not lost; but not if the rules
        take it for spam, since the sender's address may be forged."""
        words = _parsed(mail, slug, "", site.site.lang).words
        if words and self._verdict(words, site) is not State.SPAM:
            self._receipts.give(mail, replace(refusal, words=words.text), site.site.lang)

    def _verdict(self, words: CommentInput, site: KnownSite) -> State:
        return self._desk.judge(words, self._circumstances(words, site)).state

    def _receive(
        self, mail: IncomingMail, article: KnownArticle, words: CommentInput, site: KnownSite
    ) -> MailOutcome:
        identifier = self._identifier(mail)
        before = self._desk.already(identifier)
        taken = before or self._desk.receive(
            words, self._circumstances(words, site), self._received(mail), "mail", identifier
        )
        if taken.verdict != State.SPAM:
            received = self._receipts.of(Event.RECEIVED, site, article, identifier)
            self._receipts.give(mail, received, site.site.lang)
        if before:
            return MailOutcome(OutcomeKind.KNOWN, identifier)
        return MailOutcome(OutcomeKind.SUBMITTED, f"{taken.id}, {taken.verdict}")

    def _identifier(self, mail: IncomingMail) -> str:
        """The same for the same mail, so that a second run finds the submission of the first."""
        random_part = self._mails.digest(mail.name)[: identity.RANDOM_BYTES]
        return identity.of_submission(mail.date or datetime.fromtimestamp(0, UTC), random_part)

    def _received(self, mail: IncomingMail) -> datetime:
        """The date of the mail, if it is credible, rather than the time at which the mailbox is read."""
        if mail.date and self._now - _OLDEST <= mail.date <= self._now:
            return mail.date.astimezone(self._now.tzinfo)
        return self._now

    def _circumstances(self, words: CommentInput, site: KnownSite) -> Circumstances:
        """For the rules. The ticket counts as good: it proves a preview, which a mail cannot have."""
        if self._texts is None:
            self._desk.index.refresh()
            self._texts = set()  # of this run; what came before, the index knows
        duplicate = words.fingerprint in self._texts or self._desk.index.has_text(words.fingerprint)
        self._texts.add(words.fingerprint)
        known_author = words.author.casefold() in site.names
        return Circumstances(ticket=Ticket.GOOD, duplicate=duplicate, known_author=known_author)


def _parsed(mail: IncomingMail, slug: str, reply_to: str, lang: str) -> ParsedForm:
    """Parse the mail like the web form. An e-mail address that the form would refuse is left out."""
    form = {
        "article": slug,
        "author": purpose.author(mail, lang),
        "text": mail.text,
        "email": mail.sender,
        "reply_to": reply_to,
    }
    parsed = submission.parse(form)
    if [error.field for error in parsed.errors] == ["email"]:
        parsed = submission.parse({**form, "email": ""})
    return parsed


def _answered(article: KnownArticle, aim: CommentTarget) -> str:
    """The id of the comment that is answered; empty if there is none, or no longer."""
    ids = (entry.id for entry in article.comments if aim.answered in (entry.anchor, str(entry.number)))
    return next(ids, "")


def _over(article: KnownArticle, site: KnownSite) -> Receipt:
    lang = site.site.lang
    ended = translations.of(lang).gettext("Les commentaires de ce billet ont fermé le %(day)s.")
    why = ended % {"day": article.locale_closes(lang)} if article.closes else _CLOSED
    return Receipt(Event.REFUSED, article.title, site.address(article), (why,))
