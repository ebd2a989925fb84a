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
from plugins.comments.threads import ThreadEntry
from plugins.common import translations, when
from plugins.common.text import for_terminal, one_line
from plugins.common.translations import N_
from plugins.moderation.core import labels, signing
from plugins.moderation.core.excerpts import excerpt, link_targets, readable
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.submission import Submission
from plugins.moderation.mail.envelope import envelope
from plugins.views import dates

_ANSWERED = re.compile(r"<notice\.([A-Za-z0-9-]+(?:\.\d+)?\.[A-Za-z0-9_-]{43})@")
_BODY = N_("Envoyez ce message tel quel.")
_VERDICTS = {"pending": N_("à relire"), "spam": N_("indésirable")}
_SOURCES = {
    "web": N_("Reçu\u00a0: %(when)s, par le formulaire"),
    "mail": N_("Reçu\u00a0: %(when)s, par courriel"),
    "import": N_("Reçu\u00a0: %(when)s, par importation"),
}


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """What the notice says beside the submission's own words. `answered`: None where it answers nothing
    that is published. `confirm`: the address of the confirm page, to which a token is added; None where there
    is no intake by web. `lang`: the site's. `before`: its text before its sender corrected it. `author`: the
    name of the moderator's own answers, if they have one."""

    title: str
    address: str | None
    answered: ThreadEntry | None
    confirm: str | None
    lang: str
    before: str | None = None
    author: str = ""


def compose(
    one: Submission, around: NoticeContext, mail: MailSettings, key: bytes, now: datetime, until: datetime
) -> EmailMessage:
    """The same submission has the same Message-ID: a notice sent twice after a crash is shown once."""
    subject = _said(around, N_("Commentaire de %(author)s sur «\u00a0%(title)s\u00a0»")) % {
        "author": one_line(one.words.author),
        "title": one_line(around.title),
    }
    message = envelope(
        sender(mail),
        recipients(mail),
        subject,
        now,
        f"notice.{signing.sign_id(name(one.id, one.corrected), Purpose.REPLY, key)}",
    )
    links = "\n".join(_links(one, mail, around, key, until))
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


def digest(count: int, mail: MailSettings, now: datetime, name: str, lang: str) -> EmailMessage:
    """Instead of many notices at once: a flood must not become one of mails."""
    words = translations.of(lang)
    several = words.ngettext("Un autre commentaire attend", "%(count)s autres commentaires attendent", count)
    subject = several % {"count": count}
    message = envelope(sender(mail), recipients(mail), subject, now, f"digest.{name}")
    why = words.gettext("Ils n’ont pas chacun leur message\u00a0: il y en a trop d’un coup.")
    message.set_content(f"{subject}. {why}\n\n    make moderate\n", cte="quoted-printable")
    return message


def sender(mail: MailSettings) -> str:
    """The address that notices come from, and answers go to."""
    return mail.sender or recipients(mail)[0]


def recipients(mail: MailSettings) -> list[str]:
    return list(mail.moderators)


def _said(around: NoticeContext, text: str) -> str:
    return translations.of(around.lang).gettext(text)


def _told(one: Submission, around: NoticeContext) -> Iterator[str]:
    words, _ = one.words, translations.of(around.lang).gettext
    if around.before is not None:
        yield _("Son auteur a corrigé ce commentaire avant sa publication.")
    yield _("Un commentaire attend sur «\u00a0%(title)s\u00a0».") % {"title": one_line(around.title)}
    if around.address:
        yield around.address
    yield ""
    for field in FORM_FIELDS:
        if field.french and (value := getattr(words, field.name)):
            yield _named(_(field.french), value, around)
    if words.reply_to:
        yield _named(_("En réponse à"), _answered(around), around)
    yield _(_SOURCES[one.source]) % {"when": dates.in_a_sentence(when.at(one.received), around.lang)}
    yield ""
    yield from (f"> {line}".rstrip() for line in readable(words.text).split("\n"))
    yield ""
    if around.before is not None:
        yield _("Avant sa correction\u00a0:")
        yield from (f"> {line}".rstrip() for line in readable(around.before).split("\n"))
        yield ""
    yield _named(_("Avis des règles"), _(_VERDICTS.get(one.verdict, one.verdict)), around)
    yield from (f"- {_line(labels.reason(reason, around.lang))}" for reason in one.reasons)
    hosts = list(dict.fromkeys(link.host for link in link_targets(words)))
    if hosts:
        yield _named(_("Ses liens mènent à"), ", ".join(hosts), around)


def _answered(around: NoticeContext) -> str:
    if around.answered is None:
        return _said(around, N_("un commentaire qui n’est pas publié"))
    comment = around.answered.comment
    return _said(around, N_("%(number)s. %(author)s\u00a0: %(text)s")) % {
        "number": around.answered.number,
        "author": one_line(comment.author),
        "text": excerpt(comment.text),
    }


def _named(name: str, value: str, around: NoticeContext) -> str:
    return _said(around, N_("%(name)s\u00a0: %(value)s")) % {"name": name, "value": _line(value)}


def _links(
    one: Submission, mail: MailSettings, around: NoticeContext, key: bytes, until: datetime
) -> Iterator[str]:
    _ = translations.of(around.lang).gettext
    yield _("Pour décider, ouvrez l’un de ces liens, et envoyez le message qu’il prépare.")
    for action, name in labels.actions(around.lang).items():
        mandate = Mandate(action, one.id, until, one.corrected)
        yield "\n" + _("%(name)s\u00a0:") % {"name": name}
        yield f"<{mailto(sender(mail), signing.sign(mandate, Purpose.MAIL, key), around.lang)}>"
        if around.confirm:
            yield _("ou") + f" <{around.confirm}{signing.sign(mandate, Purpose.PAGE, key)}>"


def mailto(address: str, subject: str, lang: str) -> str:
    """RFC 6068; with a body, since some mail programs send nothing that is empty."""
    body = translations.of(lang).gettext(_BODY)
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body)}"


def _end(one: Submission, around: NoticeContext, until: datetime) -> Iterator[str]:
    _ = translations.of(around.lang).gettext
    yield ""
    last = {"day": dates.in_words(when.at(until)._replace(moment=None), around.lang)}
    until_then = _("Ces liens valent jusqu’au %(day)s, pour ce commentaire seulement.") % last
    yield until_then + " " + _("Sinon\u00a0: make moderate")
    if around.author:
        # For translators: a line of a mail has 100 characters at most
        answer = _(
            "Répondre à ce message, au-dessus de ce qu’il cite, publie le commentaire et, sous le nom de\n"
            "%(author)s, votre réponse."
        )
        yield answer % {"author": around.author}
    name = {"name": one.id, "fingerprint": one.words.fingerprint}
    yield _("Commentaire %(name)s, empreinte %(fingerprint)s.") % name


def _line(text: str) -> str:
    """A visitor's word on one line of ours, every sign of it seen."""
    return for_terminal(one_line(text))
