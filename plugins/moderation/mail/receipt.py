"""What the sender of a comment is written about it, once it came by mail. Pure.

The words of a comment are given back only where it was not taken, and below a line of ours that says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum
from urllib.parse import quote

from plugins.common.text import for_terminal, one_line
from plugins.moderation.mail.envelope import envelope

NBSP = "\u00a0"
_NAME = "receipt"
_ANSWERED = re.compile(rf"<{_NAME}\.[0-9a-f]{{32}}@")
_AS_IT_IS = "Envoyez ce message tel quel."


class Event(StrEnum):
    """What became of a mail."""

    RECEIVED = "a été enregistré, et sera publié après validation"
    CORRECTED = "est corrigé. Qui relit verra ce que vous aviez écrit d’abord"
    UNCHANGED = "n’a pas été corrigé"
    ERASED = "est effacé. Il n’en reste rien ici, ni votre nom, ni vos mots"
    WITHDRAWN = "est retiré. Votre nom et vos mots quittent la page à la prochaine mise en ligne"
    REFUSED = "n’a pas été enregistré"


@dataclass(frozen=True, slots=True)
class Remedies:
    """What its sender may do: by a page, `page`, or else by mails, to which these links lead."""

    page: str = ""
    correct: str = ""
    withdraw: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`title` and `address`: of the article; `why`: a sentence in French; `words`: given back."""

    event: Event
    title: str
    address: str = ""
    why: str = ""
    words: str = ""
    remedies: Remedies = Remedies()


def compose(one: Receipt, sender: str, to: str, name: str, now: datetime) -> EmailMessage:
    """`name`: 32 hex digits, the same for the same mail that it answers."""
    title = one_line(one.title)
    subject = f"Votre commentaire sur «{NBSP}{title}{NBSP}»"
    message = envelope(sender, [to], subject, now, f"{_NAME}.{name}")
    message.replace_header("Auto-Submitted", "auto-replied")  # RFC 3834 §5
    message.set_content("\n".join(_lines(one, for_terminal(title))) + "\n", cte="quoted-printable")
    return message


def is_answered(message_ids: str) -> bool:
    """Whether a mail answers a receipt, by the Message-IDs that it names: then it is no comment."""
    return _ANSWERED.search(message_ids) is not None


def mailto(address: str, subject: str, as_it_is: bool) -> str:
    """RFC 6068; some mail programs send nothing that is empty."""
    body = f"&body={quote(_AS_IT_IS)}" if as_it_is else ""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}{body}"


def _lines(one: Receipt, title: str) -> Iterator[str]:
    yield f"Votre commentaire sur «{NBSP}{title}{NBSP}» {one.event}."
    if one.why:
        yield for_terminal(one_line(one.why))
    if one.address:
        yield one.address
    yield from _remedies(one.remedies)
    if one.words:
        yield from ("", f"Voici vos mots, pour que vous les gardiez{NBSP}:", "", one.words)


def _remedies(remedies: Remedies) -> Iterator[str]:
    if remedies.page:
        yield ""
        yield "Cette adresse n’est qu’à vous. Elle dit ce qu’il devient, le corrige tant qu’il n’est pas"
        yield "publié, et le retire quand vous voulez. Si vous n’avez rien écrit, quelqu’un s’est servi de"
        yield f"votre adresse{NBSP}: retirez-le."
        yield remedies.page
    if remedies.correct:
        yield ""
        yield "Pour le corriger tant qu’il n’est pas publié, ouvrez ce lien, et écrivez tout le nouveau texte"
        yield f"dans le message qu’il prépare{NBSP}:"
        yield f"<{remedies.correct}>"
    if remedies.withdraw:
        yield ""
        yield "Pour le retirer, quand vous voulez, ouvrez ce lien, et envoyez le message qu’il prépare."
        yield f"Faites-le aussi si vous n’avez rien écrit{NBSP}: quelqu’un s’est servi de votre adresse."
        yield f"<{remedies.withdraw}>"
