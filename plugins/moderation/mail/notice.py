"""The notice to the moderator: a submission, and a link for each decision. Pure.

It is plain text, in which each of the visitor's lines is quoted, so that none can pass for ours. It does not
contain the visitor's e-mail address: the notice passes through servers, and no decision needs the address.
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
    """What a notice says besides the submission itself. `title`, `address`: of the article. `answered`: the
    published comment that it answers, or None. `confirm`: the address of the confirm page, to which a token
    is appended; None if there is no web intake. `lang`: the site's language. `before`: the text before its
    sender corrected it. `author`: the name that the moderator's replies are published under, if any.
    `reads_mail`: whether anything reads what the moderator sends back."""

    title: str
    address: str | None
    answered: ThreadEntry | None
    confirm: str | None
    lang: str
    before: str | None = None
    author: str = ""
    reads_mail: bool = True


def compose(
    submission: Submission,
    context: NoticeContext,
    mail: MailSettings,
    key: bytes,
    now: datetime,
    until: datetime,
) -> EmailMessage:
    """The mail. `until`: when its links expire. A submission always has the same Message-ID, so that a notice
    that is sent twice after a crash is shown once."""
    subject = _said(context, N_("Commentaire de %(author)s sur «\u00a0%(title)s\u00a0»")) % {
        "author": one_line(submission.words.author),
        "title": one_line(context.title),
    }
    message = envelope(
        sender(mail),
        recipients(mail),
        subject,
        now,
        f"notice.{signing.sign_id(name(submission.id, submission.corrected), Purpose.REPLY, key)}",
    )
    links = _links(submission, mail, context, key, until)
    message.set_content(
        "\n".join([*_told(submission, context), *links, *_end(submission, context, until)]) + "\n",
        cte="quoted-printable",
    )
    return message


def name(identifier: str, corrected: int) -> str:
    """The name of a notice. `corrected`: how often the submission has been corrected."""
    return f"{identifier}.{corrected}" if corrected else identifier


def answered(message_ids: str) -> str | None:
    """The signed name of the notice that a mail answers, among the Message-IDs that it names; else None."""
    match = _ANSWERED.search(message_ids)
    return match[1] if match else None


def digest(count: int, mail: MailSettings, now: datetime, name: str, lang: str) -> EmailMessage:
    """One mail in place of many notices, so that a flood of comments does not become a flood of mails."""
    words = translations.of(lang)
    several = words.ngettext("Un autre commentaire attend", "%(count)s autres commentaires attendent", count)
    subject = several % {"count": count}
    message = envelope(sender(mail), recipients(mail), subject, now, f"digest.{name}")
    why = words.gettext("Ils n’ont pas chacun leur message\u00a0: il y en a trop d’un coup.")
    message.set_content(f"{subject}. {why}\n\n    make moderate\n", cte="quoted-printable")
    return message


def sender(mail: MailSettings) -> str:
    """The address that notices are sent from, and answers go to."""
    return mail.sender or recipients(mail)[0]


def recipients(mail: MailSettings) -> list[str]:
    return list(mail.moderators)


def _said(context: NoticeContext, text: str) -> str:
    return translations.of(context.lang).gettext(text)


def _told(submission: Submission, context: NoticeContext) -> Iterator[str]:
    words, _ = submission.words, translations.of(context.lang).gettext
    if context.before is not None:
        yield _("Son auteur a corrigé ce commentaire avant sa publication.")
    yield _("Un commentaire attend sur «\u00a0%(title)s\u00a0».") % {"title": one_line(context.title)}
    if context.address:
        yield context.address
    yield ""
    for field in FORM_FIELDS:
        if field.french and (value := getattr(words, field.name)):
            yield _named(_(field.french), value, context)
    if words.reply_to:
        yield _named(_("En réponse à"), _answered(context), context)
    yield _(_SOURCES[submission.source]) % {
        "when": dates.in_a_sentence(when.at(submission.received), context.lang)
    }
    yield ""
    yield from (f"> {line}".rstrip() for line in readable(words.text).split("\n"))
    yield ""
    if context.before is not None:
        yield _("Avant sa correction\u00a0:")
        yield from (f"> {line}".rstrip() for line in readable(context.before).split("\n"))
        yield ""
    yield _named(_("Avis des règles"), _(_VERDICTS.get(submission.verdict, submission.verdict)), context)
    yield from (f"- {_line(labels.reason(reason, context.lang))}" for reason in submission.reasons)
    hosts = list(dict.fromkeys(link.host for link in link_targets(words)))
    if hosts:
        yield _named(_("Ses liens mènent à"), ", ".join(hosts), context)


def _answered(context: NoticeContext) -> str:
    if context.answered is None:
        return _said(context, N_("un commentaire qui n’est pas publié"))
    comment = context.answered.comment
    return _said(context, N_("%(number)s. %(author)s\u00a0: %(text)s")) % {
        "number": context.answered.number,
        "author": one_line(comment.author),
        "text": excerpt(comment.text),
    }


def _named(name: str, value: str, context: NoticeContext) -> str:
    return _said(context, N_("%(name)s\u00a0: %(value)s")) % {"name": name, "value": _line(value)}


def _links(
    submission: Submission, mail: MailSettings, context: NoticeContext, key: bytes, until: datetime
) -> Iterator[str]:
    """By mail, if it is read; by the confirm page, if there is one; else none."""
    if not _has_links(context):
        return
    _ = translations.of(context.lang).gettext
    yield ""
    if context.reads_mail:
        yield _("Pour décider, ouvrez l’un de ces liens, et envoyez le message qu’il prépare.")
    else:
        yield _("Pour décider, ouvrez l’un de ces liens, et confirmez sur la page.")
    for action, name in labels.actions(context.lang).items():
        mandate = Mandate(action, submission.id, until, submission.corrected)
        yield "\n" + _("%(name)s\u00a0:") % {"name": name}
        if context.reads_mail:
            yield f"<{mailto(sender(mail), signing.sign(mandate, Purpose.MAIL, key), context.lang)}>"
        if context.confirm:
            page = f"<{context.confirm}{signing.sign(mandate, Purpose.PAGE, key)}>"
            yield _("ou") + f" {page}" if context.reads_mail else page


def _has_links(context: NoticeContext) -> bool:
    return context.reads_mail or bool(context.confirm)


def mailto(address: str, subject: str, lang: str) -> str:
    """A `mailto:` link (RFC 6068). It has a body, since some mail programs refuse to send an empty mail."""
    body = translations.of(lang).gettext(_BODY)
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body)}"


def _end(submission: Submission, context: NoticeContext, until: datetime) -> Iterator[str]:
    _ = translations.of(context.lang).gettext
    yield ""
    if _has_links(context):
        last = {"day": dates.in_words(when.at(until)._replace(moment=None), context.lang)}
        until_then = _("Ces liens valent jusqu’au %(day)s, pour ce commentaire seulement.") % last
        yield until_then + " " + _("Sinon\u00a0: make moderate")
    else:
        yield _("Pour décider\u00a0: make moderate")
    if context.author and context.reads_mail:
        # For translators: a line of a mail has 100 characters at most
        answer = _(
            "Répondre à ce message, au-dessus de ce qu’il cite, publie le commentaire et, sous le nom de\n"
            "%(author)s, votre réponse."
        )
        yield answer % {"author": context.author}
    name = {"name": submission.id, "fingerprint": submission.words.fingerprint}
    yield _("Commentaire %(name)s, empreinte %(fingerprint)s.") % name


def _line(text: str) -> str:
    """What a visitor wrote, on one line, with its control characters made visible."""
    return for_terminal(one_line(text))
