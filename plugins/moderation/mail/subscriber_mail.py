"""The mails to subscribers: the invitation to confirm a subscription, and news. Plain text. Pure.

What visitors wrote is quoted, or stands on one line of ours with its control characters made visible, so that
none of it can pass for our own text.
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
    """What a subscriber follows. `title`, `address`: of the article. `answered`: whose comment, if only
    replies to it are followed; None for all comments. `lang`: the site's language."""

    title: str
    address: str
    answered: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class NewComment:
    """`number`: the comment's number on the page."""

    number: int
    comment: Comment


def invitation(
    subscription: Subscription,
    conversation: FollowedConversation,
    sender: str,
    page: str,
    hours: int,
    now: datetime,
) -> EmailMessage:
    """The mail that asks for confirmation. `page`: the address of the page with the button. `hours`: how long
    the subscriber's address is kept if nobody confirms."""
    _ = translations.of(conversation.lang).gettext
    subject = _("Confirmez\u00a0: %(wish)s") % {"wish": _wish(conversation)}
    message = envelope(sender, [subscription.address], subject, now, f"invitation.{subscription.id}")
    otherwise = _(
        "Si ce n’est pas vous, ne faites rien\u00a0: dans %(hours)s\u00a0heures, votre adresse sera effacée,"
        "\net rien d’autre ne vous aura été envoyé."
    )
    lines = [
        _("Quelqu’un, vous sans doute, veut %(wish)s.") % {"wish": _wish(conversation)},
        conversation.address,
        "",
        _("Pour le confirmer, ouvrez cette page, et pressez son bouton."),
        page,
        "",
        otherwise % {"hours": hours},
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def news(
    subscription: Subscription,
    conversation: FollowedConversation,
    new_comments: Sequence[NewComment],
    sender: str,
    page: str,
    now: datetime,
) -> EmailMessage:
    """The mail with all new comments. `page`: the address of the page to unsubscribe; mail programs offer it
    as a button (RFC 8058)."""
    identity = sha256(" ".join(new.comment.id for new in new_comments).encode()).hexdigest()[:16]
    message = envelope(
        sender,
        [subscription.address],
        _subject(conversation, new_comments),
        now,
        f"news.{subscription.id}.{identity}",
    )
    message["List-Unsubscribe"] = f"<{page}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _ = translations.of(conversation.lang).gettext
    lines = [line for new in new_comments for line in _told(new, conversation)]
    lines += [
        _("Vous avez demandé à %(wish)s.") % {"wish": _wish(conversation)},
        _("Pour que cela cesse, ouvrez cette page, et pressez son bouton."),
        page,
    ]
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def subscription_of(message_id: str) -> str | None:
    """The id of the subscription that one of our mails was sent for, by its Message-ID; else None."""
    match = _NAME.match(message_id.strip())
    return match[1] if match else None


def _wish(conversation: FollowedConversation) -> str:
    _, values = (
        translations.of(conversation.lang).gettext,
        {"title": _line(conversation.title), "whose": _line(conversation.answered or "")},
    )
    # For translators: behind “veut” and “Vous avez demandé à”
    if conversation.answered:
        return _("être averti des réponses à %(whose)s sur «\u00a0%(title)s\u00a0»") % values
    return _("être averti de tous les commentaires sur «\u00a0%(title)s\u00a0»") % values


def _subject(conversation: FollowedConversation, new_comments: Sequence[NewComment]) -> str:
    several = translations.of(conversation.lang).ngettext(
        "%(author)s sur «\u00a0%(title)s\u00a0»",
        "%(count)s nouveaux commentaires sur «\u00a0%(title)s\u00a0»",
        len(new_comments),
    )
    author = _line(new_comments[0].comment.author)
    return several % {"author": author, "title": _line(conversation.title), "count": len(new_comments)}


def _told(new: NewComment, conversation: FollowedConversation) -> Iterator[str]:
    comment = new.comment
    text = comment.text if comment.format == "text" else imported.clean_html(comment.text).striptags()
    by = translations.of(conversation.lang).gettext("%(number)s. %(date)s par %(author)s")
    date = dates.of_comment(comment.date, conversation.lang)
    yield by % {"number": new.number, "date": date, "author": _line(comment.author)}
    yield f"> {for_terminal(excerpt(text, _EXCERPT))}"
    yield f"{conversation.address}#{comment.anchor}"
    yield ""


def _line(text: str) -> str:
    return for_terminal(one_line(text))
