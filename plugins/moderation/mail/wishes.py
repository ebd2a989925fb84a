"""What the sender of a comment asks for by mail: another text for it, or that it be taken back.

The subject holds a token that only our receipt has named: a mail with it is obeyed, whatever its sender
address, as the private address of the comment is.
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
    """Also how the token begins."""

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
    """The token in a subject, whatever stands around it, and where it was folded."""
    match = _TOKEN.search(subject) or _TOKEN.search(_FOLDED.sub("", subject))
    return match[1] if match else None


def read(token: str, key: bytes) -> tuple[Wish, str]:
    """And the id of the comment. Raises InvalidToken."""
    wish, _, identifier = signing.read_id(token, Purpose.SENDER_MAIL, key).partition(".")
    return Wish(wish), identifier


def withdraw(desk: Desk, identifier: str, now: datetime) -> Event:
    """Raises NoSuchSubmission, SiteError, OSError."""
    public = sender.find(desk, identifier).published
    sender.take_back(desk, identifier, now)
    return Event.WITHDRAWN if public else Event.ERASED


def correct(desk: Desk, sent: SentComment, text: str, now: datetime) -> tuple[Event, tuple[str, ...]]:
    """And why not, in French. Raises NoSuchSubmission, SiteError, OSError."""
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
