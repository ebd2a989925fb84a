"""Signed tokens: each allows one action on one submission, for one purpose, until a moment. Pure; the key
comes from the desk.

Action, id and moment are part of the signed text, and the purpose is part of the key. So a token works for no
other submission and no other action, and a link to the confirmation page cannot be used as an answer by mail.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from itsdangerous import BadSignature, Signer

from plugins.moderation.core.states import Action

_MOMENT = "%Y%m%dT%H%M%SZ"
_TOKEN = re.compile(
    rf"((?:{'|'.join(Action)})\.[A-Za-z0-9][A-Za-z0-9-]{{0,63}}\.\d{{8}}T\d{{6}}Z(?:\.\d{{1,9}})?\.[A-Za-z0-9_-]{{43}})"
)
_BLANKS = re.compile(r"\s+")


class Purpose(StrEnum):
    """What a token may be used for."""

    MAIL = "mail"
    PAGE = "page"
    REPLY = "reply"
    SENDER = "sender"
    SENDER_MAIL = "sender-mail"
    SUBSCRIBER = "subscriber"
    LOGIN = "login"


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a token allows, and until when. `corrected`: how often the submission had been corrected when the
    token was made; if it has been since, the token allows nothing."""

    action: Action
    id: str
    until: datetime
    corrected: int = 0


class InvalidToken(Exception):
    """Why a token allows nothing. The message is for the moderator."""


def sign(mandate: Mandate, purpose: Purpose, key: bytes) -> str:
    """`approve.<id>.<until>.<signature>`, or `approve.<id>.<until>.<corrected>.<signature>` for a corrected
    submission. Only letters, digits, `.`, `-` and `_`, so that it needs no escaping in an address or a
    subject."""
    text = f"{mandate.action}.{mandate.id}.{mandate.until.astimezone(UTC):{_MOMENT}}"
    return _sign(f"{text}.{mandate.corrected}" if mandate.corrected else text, purpose, key)


def sign_id(identifier: str, purpose: Purpose, key: bytes) -> str:
    """`<id>.<signature>`, which never expires: the credential of a sender or a subscriber."""
    return _sign(identifier, purpose, key)


def find(text: str) -> str | None:
    """The token in a subject, whatever mail programs added (`Re: `, `[EXTERNAL]`), even if they folded it in
    the middle, which RFC 5322 §2.2.3 does not allow."""
    match = _TOKEN.search(_BLANKS.sub("", text))
    return match[1] if match else None


def read(token: str, purpose: Purpose, key: bytes, now: datetime) -> Mandate:
    """What a token allows now. Raises InvalidToken."""
    try:
        action, identifier, until, *corrected = _signed(token, purpose, key).split(".")
        moment = datetime.strptime(until, _MOMENT).replace(tzinfo=UTC)
        mandate = Mandate(Action(action), identifier, moment, *map(int, corrected))
    except (BadSignature, ValueError):
        raise InvalidToken("the signature is not this desk’s") from None
    if now > mandate.until:
        raise InvalidToken(f"the answer held until {mandate.until:%Y-%m-%d}")
    return mandate


def read_id(token: str, purpose: Purpose, key: bytes) -> str:
    """The id that `sign_id` signed. Raises InvalidToken."""
    try:
        return _signed(token, purpose, key)
    except (BadSignature, ValueError):
        raise InvalidToken("the signature is not this desk’s") from None


def _sign(text: str, purpose: Purpose, key: bytes) -> str:
    return _signer(purpose, key).sign(text).decode("ascii")


def _signed(token: str, purpose: Purpose, key: bytes) -> str:
    """The signed text. Raises BadSignature, ValueError."""
    text = _signer(purpose, key).unsign(token).decode("ascii")
    if _sign(text, purpose, key) != token:
        raise BadSignature(token)  # the last letter of base64 has unused bits (RFC 4648 §3.5)
    return text


def _signer(purpose: Purpose, key: bytes) -> Signer:
    return Signer(key, salt=f"moderation.{purpose}", sep=".", key_derivation="hmac", digest_method=sha256)
