"""Lets the sender of a comment correct or withdraw it by mail.

The mail's subject holds a token that only our receipt contained. Whoever has the token may do so, from any
address, just as with the private page of a comment.
"""

import re
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.common.translations import N_
from plugins.moderation.core import sender, signing, submission
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import TooLate
from plugins.moderation.core.sender import SentComment, Standing
from plugins.moderation.core.signing import Purpose
from plugins.moderation.mail.receipt import Event


class Wish(StrEnum):
    """What the sender wants. The value is also the beginning of the token."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"


_TOKEN = re.compile(
    rf"(?<![\w.-])((?:{'|'.join(Wish)})\.[A-Za-z0-9][A-Za-z0-9-]{{0,63}}\.[A-Za-z0-9_-]{{43}})(?![\w-])"
)
_FOLDED = re.compile(r"(?<=[\w.-])\s+(?=[\w.-])")
_LATE = N_("Il a été relu entre-temps\u00a0: il ne se corrige plus.")


def sign(wish: Wish, identifier: str, key: bytes) -> str:
    return signing.sign_id(f"{wish}.{identifier}", Purpose.SENDER_MAIL, key)


def find(subject: str) -> str | None:
    """The token in a subject, whatever surrounds it, even if folding has split it; None if there is none."""
    match = _TOKEN.search(subject) or _TOKEN.search(_FOLDED.sub("", subject))
    return match[1] if match else None


def read(token: str, key: bytes) -> tuple[Wish, str]:
    """The wish, and the id of the comment. Raises InvalidToken."""
    wish, _, identifier = signing.read_id(token, Purpose.SENDER_MAIL, key).partition(".")
    return Wish(wish), identifier


def withdraw(desk: Desk, identifier: str, now: datetime) -> Event:
    """Raises NoSuchSubmission, SiteError, OSError."""
    was_published = sender.find(desk, identifier).published
    sender.take_back(desk, identifier, now)
    return Event.WITHDRAWN if was_published else Event.ERASED


def correct(desk: Desk, sent: SentComment, text: str, now: datetime) -> tuple[Event, tuple[str, ...]]:
    """The event to report, and if the comment was not corrected, the reasons in French. Raises
    NoSuchSubmission, SiteError, OSError."""
    if sent.standing is not Standing.WAITING or sent.submission is None:
        return Event.UNCHANGED, (_LATE,)
    words = sent.submission.words
    parsed = submission.parse({**_typed(words), "text": text})
    if parsed.words is None:
        return Event.UNCHANGED, tuple(error.message for error in parsed.errors)
    corrected = replace(words, text=parsed.words.text)
    try:
        if corrected != words:
            desk.correct(sent.submission.id, corrected, now)
    except TooLate:
        return Event.UNCHANGED, (_LATE,)
    return Event.CORRECTED, ()


def _typed(words: CommentInput) -> dict[str, str]:
    return {field.name: getattr(words, field.name) or "" for field in FORM_FIELDS}
