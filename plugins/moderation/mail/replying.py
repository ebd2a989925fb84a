"""The moderator's answer by mail: a plain reply to a notice approves its comment, and stands under it."""

from datetime import datetime, timedelta

from plugins.moderation.core import reply, search, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import CorrectedSince, NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.signing import InvalidToken, Purpose
from plugins.moderation.core.states import Action, NotAllowed, State
from plugins.moderation.mail.incoming import IncomingMail

_TO_BE_SENT = timedelta(days=7)
"""How long a notice may have waited for its server."""


def answer(desk: Desk, mail: IncomingMail, token: str, key: bytes, now: datetime) -> str:
    """The id of the answer. Whose mail it is was looked at before. Raises CannotReply, InvalidToken,
    NotAllowed, NoSuchSubmission, CorrectedSince; in a second run CannotReply says that it stands already."""
    identifier, _, corrected = signing.read_id(token, Purpose.REPLY, key).partition(".")
    state, one = desk.queue.find(identifier)
    until = one.received + timedelta(days=desk.settings.mail.answer_days) + _TO_BE_SENT
    if now > until:
        raise InvalidToken(f"the answer held until {until:%Y-%m-%d}")
    if one.corrected != int(corrected or 0):
        raise CorrectedSince(one)
    reply.author(desk)
    if not mail.text.strip():
        raise CannotReply("there is no text above the quotation")
    if state is State.PENDING:
        desk.decide(identifier, Action.APPROVE, now, corrected=one.corrected)
    elif state is not State.APPROVED:
        raise NotAllowed(state, Action.APPROVE)
    (published,) = search.published_from(desk.queue.find(identifier)[1], desk) or (None,)
    if published is None:
        raise NoSuchSubmission(identifier)
    return reply.publish(desk, published, mail.text, now).id
