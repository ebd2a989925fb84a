"""The moderator's notice: one submission, and a link for each decision. Pure.

It is plain text, in which each of the visitor's lines is quoted, so that none passes for ours. The visitor's
e-mail address is not in it: the notice passes through servers, and no decision needs it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import quote

from plugins.comments.form import FORM_FIELDS
from plugins.common import when
from plugins.common.text import for_terminal, one_line
from plugins.moderation.core import labels, signing
from plugins.moderation.core.excerpts import link_targets, readable
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.submission import Submission
from plugins.moderation.mail.envelope import envelope
from plugins.views import dates

NBSP = "\u00a0"
_ANSWERED = re.compile(r"<notice\.([A-Za-z0-9-]+(?:\.\d+)?\.[A-Za-z0-9_-]{43})@")
_BODY = "Envoyez ce message tel quel."
_VERDICTS = {"pending": "à relire", "spam": "indésirable"}
_SOURCES = {"web": "par le formulaire", "mail": "par courriel", "import": "par importation"}


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """What the notice says beside the submission's own words. `confirm`: the address of the confirm page, to
    which a token is added; None where there is no intake by web. `before`: its text before its sender
    corrected it. `author`: the name of the moderator's own answers, if they have one."""

    title: str
    address: str | None
    answered: str | None
    confirm: str | None
    before: str | None = None
    author: str = ""


def compose(
    one: Submission, around: NoticeContext, mail: MailSettings, key: bytes, now: datetime, until: datetime
) -> EmailMessage:
    """The same submission has the same Message-ID: a notice sent twice after a crash is shown once."""
    author = one_line(one.words.author)
    subject = f"Commentaire de {author} sur «{NBSP}{one_line(around.title)}{NBSP}»"
    message = envelope(
        sender(mail),
        recipients(mail),
        subject,
        now,
        f"notice.{signing.sign_id(name(one.id, one.corrected), Purpose.REPLY, key)}",
    )
    links = "\n".join(_links(one, mail, around.confirm, key, until))
    message.set_content(
        "\n".join([*_told(one, around), "", links, *_end(one, around, until)]) + "\n", cte="quoted-printable"
    )
    return message


def name(identifier: str, corrected: int) -> str:
    """What the notice of a submission is known by, which was corrected so often."""
    return f"{identifier}.{corrected}" if corrected else identifier


def answered(message_ids: str) -> str | None:
    """The signed name of the notice that a mail answers, by the Message-IDs that it names."""
    match = _ANSWERED.search(message_ids)
    return match[1] if match else None


def digest(count: int, mail: MailSettings, now: datetime, name: str) -> EmailMessage:
    """Instead of many notices at once: a flood must not become one of mails."""
    subject = f"{count} autres commentaires attendent"
    message = envelope(sender(mail), recipients(mail), subject, now, f"digest.{name}")
    why = f"Ils n’ont pas chacun leur message{NBSP}: il y en a trop d’un coup."
    message.set_content(f"{subject}. {why}\n\n    make moderate\n", cte="quoted-printable")
    return message


def sender(mail: MailSettings) -> str:
    """Where answers go, too."""
    return mail.sender or recipients(mail)[0]


def recipients(mail: MailSettings) -> list[str]:
    return list(mail.moderators)


def _told(one: Submission, around: NoticeContext) -> Iterator[str]:
    words = one.words
    if around.before is not None:
        yield "Son auteur a corrigé ce commentaire avant sa publication."
    yield f"Un commentaire attend sur «{NBSP}{one_line(around.title)}{NBSP}»."
    if around.address:
        yield around.address
    yield ""
    for field in FORM_FIELDS:
        if field.french and (value := getattr(words, field.name)):
            yield f"{field.french}{NBSP}: {_line(value)}"
    if around.answered:
        yield f"En réponse à{NBSP}: {_line(around.answered)}"
    yield f"Reçu{NBSP}: {dates.of_comment(when.at(one.received)).lower()}, {_SOURCES[one.source]}"
    yield ""
    yield from (f"> {line}".rstrip() for line in readable(words.text).split("\n"))
    yield ""
    if around.before is not None:
        yield f"Avant sa correction{NBSP}:"
        yield from (f"> {line}".rstrip() for line in readable(around.before).split("\n"))
        yield ""
    yield f"Avis des règles{NBSP}: {_VERDICTS.get(one.verdict, one.verdict)}"
    yield from (f"- {_line(labels.reason(reason))}" for reason in one.reasons)
    hosts = list(dict.fromkeys(link.host for link in link_targets(words)))
    if hosts:
        yield f"Ses liens mènent à{NBSP}: {_line(', '.join(hosts))}"


def _links(
    one: Submission, mail: MailSettings, confirm: str | None, key: bytes, until: datetime
) -> Iterator[str]:
    yield "Pour décider, ouvrez l’un de ces liens, et envoyez le message qu’il prépare."
    for action, name in labels.ACTIONS.items():
        mandate = Mandate(action, one.id, until, one.corrected)
        yield f"\n{name}{NBSP}:"
        yield f"<{mailto(sender(mail), signing.sign(mandate, Purpose.MAIL, key))}>"
        if confirm:
            yield f"ou <{confirm}{signing.sign(mandate, Purpose.PAGE, key)}>"


def mailto(address: str, subject: str) -> str:
    """RFC 6068; with a body, since some mail programs send nothing that is empty."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(_BODY)}"


def _end(one: Submission, around: NoticeContext, until: datetime) -> Iterator[str]:
    yield ""
    last = dates.in_words(when.at(until)._replace(moment=None))
    yield f"Ces liens valent jusqu’au {last}, pour ce commentaire seulement. Sinon{NBSP}: make moderate"
    if around.author:
        yield "Répondre à ce message, au-dessus de ce qu’il cite, publie le commentaire et, sous le nom de"
        yield f"{around.author}, votre réponse."
    yield f"Commentaire {one.id}, empreinte {one.words.fingerprint}."


def _line(text: str) -> str:
    """A visitor's word on one line of ours, every sign of it seen."""
    return for_terminal(one_line(text))
