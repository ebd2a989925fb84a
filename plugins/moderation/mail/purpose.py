"""Works out from a mail's subject what it is for: a decision, a comment, …, or nothing of ours. Pure."""

from dataclasses import dataclass
from unicodedata import normalize

from plugins.comments import mail_subject
from plugins.common import translations
from plugins.moderation.core import signing
from plugins.moderation.mail import notice, receipt, wishes
from plugins.moderation.mail.incoming import IncomingMail


@dataclass(frozen=True, slots=True)
class DecisionMail:
    """A moderator's decision. `token`: signed, but the signature has not been checked yet."""

    token: str


@dataclass(frozen=True, slots=True)
class ReplyMail:
    """A moderator's plain reply to a notice. `token`: names the notice; not checked yet."""

    token: str


@dataclass(frozen=True, slots=True)
class SenderMail:
    """The sender of a comment wants to correct or withdraw it. `token`: not checked yet."""

    token: str


@dataclass(frozen=True, slots=True)
class CommentTarget:
    """`slug`: an article. `answered`: the anchor or number of the comment on it that is answered, if any."""

    slug: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class CommentMail:
    """A new comment. `aims`: the articles that it may be on, the likeliest first: a title may hold brackets
    as well."""

    aims: tuple[CommentTarget, ...]


def of(subject: str, answered: str = "") -> DecisionMail | ReplyMail | SenderMail | CommentMail | None:
    """What a mail is for; None if it does not concern us. `subject`: decoded, on one line; `Re:`, `Tr:`,
    `[EXTERNAL]` … may precede it. `answered`: the Message-IDs that the mail answers."""
    if token := signing.find(subject):
        return DecisionMail(token)
    if token := wishes.find(subject):
        return SenderMail(token)
    if token := notice.answered(answered):
        return ReplyMail(token)
    if receipt.is_answered(answered):
        return None
    aims = [CommentTarget(slug, number) for slug, number in mail_subject.read(normalize("NFC", subject))]
    return CommentMail(tuple(reversed(aims))) if aims else None


def author(mail: IncomingMail, lang: str) -> str:
    """The name to publish. An e-mail address given as a name is not published. `lang`: the site's."""
    has_name = mail.sender_name and "@" not in mail.sender_name
    return mail.sender_name if has_name else translations.of(lang).gettext("Anonyme")
