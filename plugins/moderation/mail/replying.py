"""The moderator's reply by mail: a plain reply to a notice approves its comment, and is published below
it."""

from datetime import datetime, timedelta

from plugins.moderation.core import reply, search, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import CorrectedSince, NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.signing import InvalidToken, Purpose
from plugins.moderation.core.states import Action, NotAllowed, State
from plugins.moderation.mail.incoming import IncomingMail

_TO_BE_SENT = timedelta(days=7)
"""How long a notice may have waited to be sent."""


def answer(desk: Desk, mail: IncomingMail, token: str, key: bytes, now: datetime) -> str:
    """Approve and reply; returns the id of the reply. The caller has checked that a moderator sent the mail.
    Raises CannotReply (also if the reply is already published), InvalidToken, NotAllowed, NoSuchSubmission,
    CorrectedSince."""
    identifier, _, corrected = signing.read_id(token, Purpose.REPLY, key).partition(".")
    state, comment = desk.queue.find(identifier)
    until = comment.received + timedelta(days=desk.settings.mail.answer_days) + _TO_BE_SENT
    if now > until:
        raise InvalidToken(f"the answer held until {until:%Y-%m-%d}")
    if comment.corrected != int(corrected or 0):
        raise CorrectedSince(comment)
    reply.author(desk)
    if not mail.text.strip():
        raise CannotReply("there is no text above the quotation")
    if state is State.PENDING:
        desk.decide(identifier, Action.APPROVE, now, corrected=comment.corrected)
    elif state is not State.APPROVED:
        raise NotAllowed(state, Action.APPROVE)
    (published,) = search.published_from(desk.queue.find(identifier)[1], desk) or (None,)
    if published is None:
        raise NoSuchSubmission(identifier)
    return reply.publish(desk, published, mail.text, now).id
