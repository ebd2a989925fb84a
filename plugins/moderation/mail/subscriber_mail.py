"""What subscribers are sent: the mail that asks whether they want to be, and news. Plain text. Pure.

Each of a visitor's words is quoted or on a line of ours, with every sign seen, so that none passes for ours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256

from plugins.comments import imported
from plugins.comments.model import Comment
from plugins.common import translations
from plugins.common.text import for_terminal, one_line
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.mail.envelope import envelope
from plugins.views import dates

_EXCERPT = 300
_NAME = re.compile(r"<?(?:invitation|news)\.([0-9a-f]{32})\b")


@dataclass(frozen=True, slots=True)
class FollowedConversation:
    """What is followed: `address` of the article, `title`, whose comment is answered, None for all; `lang` of
    the site."""

    title: str
    address: str
    answered: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class NewComment:
    """`number`: that of the page."""

    number: int
    comment: Comment


def invitation(
    one: Subscription, of: FollowedConversation, sender: str, page: str, hours: int, now: datetime
) -> EmailMessage:
    """`page`: where the button is. `hours`: how long the address is kept if nobody presses it."""
    _ = translations.of(of.lang).gettext
    subject = _("Confirmez\u00a0: %(wish)s") % {"wish": _wish(of)}
    message = envelope(sender, [one.address], subject, now, f"invitation.{one.id}")
    otherwise = _(
        "Si ce n’est pas vous, ne faites rien\u00a0: dans %(hours)s\u00a0heures, votre adresse sera effacée,"
        "\net rien d’autre ne vous aura été envoyé."
    )
    lines = [
        _("Quelqu’un, vous sans doute, veut %(wish)s.") % {"wish": _wish(of)},
        of.address,
        "",
        _("Pour le confirmer, ouvrez cette page, et pressez son bouton."),
        page,
        "",
        otherwise % {"hours": hours},
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def news(
    one: Subscription,
    of: FollowedConversation,
    came: Sequence[NewComment],
    sender: str,
    page: str,
    now: datetime,
) -> EmailMessage:
    """All that came, in one mail. `page`: where the subscription ends, by one press; mail programs do it by
    themselves (RFC 8058)."""
    identity = sha256(" ".join(new.comment.id for new in came).encode()).hexdigest()[:16]
    message = envelope(sender, [one.address], _subject(of, came), now, f"news.{one.id}.{identity}")
    message["List-Unsubscribe"] = f"<{page}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _ = translations.of(of.lang).gettext
    lines = [line for new in came for line in _told(new, of)]
    lines += [
        _("Vous avez demandé à %(wish)s.") % {"wish": _wish(of)},
        _("Pour que cela cesse, ouvrez cette page, et pressez son bouton."),
        page,
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def subscription_of(message_id: str) -> str | None:
    """The id of the subscription that a mail of ours was for, by its Message-ID."""
    match = _NAME.match(message_id.strip())
    return match[1] if match else None


def _wish(of: FollowedConversation) -> str:
    _, given = translations.of(of.lang).gettext, {"title": _line(of.title), "whose": _line(of.answered or "")}
    # For translators: behind “veut” and “Vous avez demandé à”
    if of.answered:
        return _("être averti des réponses à %(whose)s sur «\u00a0%(title)s\u00a0»") % given
    return _("être averti de tous les commentaires sur «\u00a0%(title)s\u00a0»") % given


def _subject(of: FollowedConversation, came: Sequence[NewComment]) -> str:
    several = translations.of(of.lang).ngettext(
        "%(author)s sur «\u00a0%(title)s\u00a0»",
        "%(count)s nouveaux commentaires sur «\u00a0%(title)s\u00a0»",
        len(came),
    )
    author = _line(came[0].comment.author)
    return several % {"author": author, "title": _line(of.title), "count": len(came)}


def _told(new: NewComment, of: FollowedConversation) -> Iterator[str]:
    comment = new.comment
    text = comment.text if comment.format == "text" else imported.clean_html(comment.text).striptags()
    by = translations.of(of.lang).gettext("%(number)s. %(date)s par %(author)s")
    date = dates.of_comment(comment.date, of.lang)
    yield by % {"number": new.number, "date": date, "author": _line(comment.author)}
    yield f"> {for_terminal(excerpt(text, _EXCERPT))}"
    yield f"{of.address}#{comment.anchor}"
    yield ""


def _line(text: str) -> str:
    return for_terminal(one_line(text))
