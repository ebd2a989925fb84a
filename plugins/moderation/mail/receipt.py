"""The receipt for a comment that was sent by mail. Pure.

It returns the text of a comment only if the comment was refused, below a line that says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum
from urllib.parse import quote

from plugins.common import translations
from plugins.common.text import for_terminal, one_line
from plugins.common.translations import N_, Translations
from plugins.moderation.mail.envelope import envelope

_NAME = "receipt"
_ANSWERED = re.compile(rf"<{_NAME}\.[0-9a-f]{{32}}@")
_AS_IT_IS = N_("Envoyez ce message tel quel.")


class Event(StrEnum):
    """What a receipt reports."""

    RECEIVED = "received"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    ERASED = "erased"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


_SENTENCES = {
    Event.RECEIVED: N_(
        "Votre commentaire sur «\u00a0%(title)s\u00a0» a été enregistré, et sera publié après validation."
    ),
    Event.CORRECTED: N_(
        "Votre commentaire sur «\u00a0%(title)s\u00a0» est corrigé."
        " Qui relit verra ce que vous aviez écrit d’abord."
    ),
    Event.UNCHANGED: N_("Votre commentaire sur «\u00a0%(title)s\u00a0» n’a pas été corrigé."),
    Event.ERASED: N_(
        "Votre commentaire sur «\u00a0%(title)s\u00a0» est effacé."
        " Il n’en reste rien ici, ni votre nom, ni vos mots."
    ),
    Event.WITHDRAWN: N_(
        "Votre commentaire sur «\u00a0%(title)s\u00a0» est retiré."
        " Votre nom et vos mots quittent la page à la prochaine mise en ligne."
    ),
    Event.REFUSED: N_("Votre commentaire sur «\u00a0%(title)s\u00a0» n’a pas été enregistré."),
}


@dataclass(frozen=True, slots=True)
class Remedies:
    """How the sender may change the comment: on a page, or without a web intake by mails. All three are
    addresses; empty if not offered."""

    page: str = ""
    correct: str = ""
    withdraw: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`title`, `address`: of the article. `why`: reasons, as sentences in French. `words`: the text that is
    returned to its sender."""

    event: Event
    title: str
    address: str = ""
    why: tuple[str, ...] = ()
    words: str = ""
    remedies: Remedies = Remedies()


def compose(receipt: Receipt, sender: str, to: str, name: str, now: datetime, lang: str) -> EmailMessage:
    """The mail. `name`: 32 hex digits, the same for each receipt to the same mail. `lang`: the site's
    language."""
    words, title = translations.of(lang), one_line(receipt.title)
    subject = words.gettext("Votre commentaire sur «\u00a0%(title)s\u00a0»") % {"title": title}
    message = envelope(sender, [to], subject, now, f"{_NAME}.{name}")
    message.replace_header("Auto-Submitted", "auto-replied")  # RFC 3834 §5
    message.set_content("\n".join(_lines(receipt, for_terminal(title), words)) + "\n", cte="quoted-printable")
    return message


def is_answered(message_ids: str) -> bool:
    """Whether a mail answers a receipt, by the Message-IDs that it names. Such a mail is not a comment."""
    return _ANSWERED.search(message_ids) is not None


def mailto(address: str, subject: str, as_it_is: bool, lang: str) -> str:
    """A `mailto:` link (RFC 6068). `as_it_is`: with a body, since some mail programs refuse to send an empty
    mail."""
    body = f"&body={quote(translations.of(lang).gettext(_AS_IT_IS))}" if as_it_is else ""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}{body}"


def _lines(receipt: Receipt, title: str, words: Translations) -> Iterator[str]:
    yield words.gettext(_SENTENCES[receipt.event]) % {"title": title}
    if receipt.why:
        yield for_terminal(one_line(" ".join(map(words.gettext, receipt.why))))
    if receipt.address:
        yield receipt.address
    yield from _remedies(receipt.remedies, words)
    if receipt.words:
        yield from ("", words.gettext("Voici vos mots, pour que vous les gardiez\u00a0:"), "", receipt.words)


def _remedies(remedies: Remedies, words: Translations) -> Iterator[str]:
    _ = words.gettext
    if remedies.page:
        yield ""
        yield _(
            "Cette adresse n’est qu’à vous. Elle dit ce qu’il devient, le corrige tant qu’il n’est pas\n"
            "publié, et le retire quand vous voulez. Si vous n’avez rien écrit, quelqu’un s’est servi de\n"
            "votre adresse\u00a0: retirez-le."
        )
        yield remedies.page
    if remedies.correct:
        yield ""
        yield _(
            "Pour le corriger tant qu’il n’est pas publié, ouvrez ce lien, et écrivez tout le nouveau texte\n"
            "dans le message qu’il prépare\u00a0:"
        )
        yield f"<{remedies.correct}>"
    if remedies.withdraw:
        yield ""
        yield _(
            "Pour le retirer, quand vous voulez, ouvrez ce lien, et envoyez le message qu’il prépare.\n"
            "Faites-le aussi si vous n’avez rien écrit\u00a0: quelqu’un s’est servi de votre adresse."
        )
        yield f"<{remedies.withdraw}>"
