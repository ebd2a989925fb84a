"""What a mail is for: a decision, a comment, or nothing of ours. Pure."""

from dataclasses import dataclass
from unicodedata import normalize

from plugins.comments import mail_subject
from plugins.common import translations
from plugins.moderation.core import signing
from plugins.moderation.mail import notice, receipt, wishes
from plugins.moderation.mail.incoming import IncomingMail


@dataclass(frozen=True, slots=True)
class DecisionMail:
    """A signed answer; whether the signature holds is not known yet."""

    token: str


@dataclass(frozen=True, slots=True)
class ReplyMail:
    """The moderator's answer to a notice; `token` names it."""

    token: str


@dataclass(frozen=True, slots=True)
class SenderMail:
    """What the sender of a comment asks for it; whether the signature holds is not known yet."""

    token: str


@dataclass(frozen=True, slots=True)
class CommentTarget:
    """An article, and anchor or number of the comment on it that is answered, if one is."""

    slug: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class CommentMail:
    """A comment on one of these articles; the likeliest first, titles have brackets too."""

    aims: tuple[CommentTarget, ...]


def of(subject: str, answered: str = "") -> DecisionMail | ReplyMail | SenderMail | CommentMail | None:
    """`subject`: decoded, on one line. `Re:`, `RE:`, `Tr:`, `Fwd:`, `[EXTERNAL]` … may stand before it.
    `answered`: the Message-IDs that it answers."""
    if token := signing.find(subject):
        return DecisionMail(token)
    if token := wishes.find(subject):
        return SenderMail(token)
    if token := notice.answered(answered):
        return ReplyMail(token)
    if receipt.is_answered(answered):
        return None
    found = [CommentTarget(slug, answered) for slug, answered in mail_subject.read(normalize("NFC", subject))]
    return CommentMail(tuple(reversed(found))) if found else None


def author(mail: IncomingMail, lang: str) -> str:
    """The name to print. An address is not a name: it is not to be published. `lang`: the site's."""
    named = mail.sender_name and "@" not in mail.sender_name
    return mail.sender_name if named else translations.of(lang).gettext("Anonyme")
