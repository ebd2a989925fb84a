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
from plugins.common.text import for_terminal, one_line
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.mail.envelope import envelope
from plugins.views import dates

NBSP = "\u00a0"
_EXCERPT = 300
_NAME = re.compile(r"<?(?:invitation|news)\.([0-9a-f]{32})\b")


@dataclass(frozen=True, slots=True)
class FollowedConversation:
    """What is followed: `address` of the article, `title`, and whose comment is answered, None for all."""

    title: str
    address: str
    answered: str | None


@dataclass(frozen=True, slots=True)
class NewComment:
    """`number`: that of the page."""

    number: int
    comment: Comment


def invitation(
    one: Subscription, of: FollowedConversation, sender: str, page: str, hours: int, now: datetime
) -> EmailMessage:
    """`page`: where the button is. `hours`: how long the address is kept if nobody presses it."""
    message = envelope(sender, [one.address], f"Confirmez{NBSP}: {_wish(of)}", now, f"invitation.{one.id}")
    lines = [
        f"Quelqu’un, vous sans doute, veut {_wish(of)}.",
        of.address,
        "",
        "Pour le confirmer, ouvrez cette page, et pressez son bouton.",
        page,
        "",
        f"Si ce n’est pas vous, ne faites rien{NBSP}: dans {hours}{NBSP}heures, votre adresse sera effacée,",
        "et rien d’autre ne vous aura été envoyé.",
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
    lines = [line for new in came for line in _told(new, of)]
    lines += [
        f"Vous avez demandé à {_wish(of)}.",
        "Pour que cela cesse, ouvrez cette page, et pressez son bouton.",
        page,
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def subscription_of(message_id: str) -> str | None:
    """The id of the subscription that a mail of ours was for, by its Message-ID."""
    match = _NAME.match(message_id.strip())
    return match[1] if match else None


def _wish(of: FollowedConversation) -> str:
    what = f"des réponses à {_line(of.answered)}" if of.answered else "de tous les commentaires"
    return f"être averti {what} sur «{NBSP}{_line(of.title)}{NBSP}»"


def _subject(of: FollowedConversation, came: Sequence[NewComment]) -> str:
    if len(came) == 1:
        return f"{_line(came[0].comment.author)} sur «{NBSP}{_line(of.title)}{NBSP}»"
    return f"{len(came)} nouveaux commentaires sur «{NBSP}{_line(of.title)}{NBSP}»"


def _told(new: NewComment, of: FollowedConversation) -> Iterator[str]:
    comment = new.comment
    text = comment.text if comment.format == "text" else imported.clean_html(comment.text).striptags()
    yield f"{new.number}. {dates.of_comment(comment.date)} par {_line(comment.author)}"
    yield f"> {for_terminal(excerpt(text, _EXCERPT))}"
    yield f"{of.address}#{comment.anchor}"
    yield ""


def _line(text: str) -> str:
    return for_terminal(one_line(text))
