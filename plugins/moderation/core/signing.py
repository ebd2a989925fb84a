"""Signed mandates: a token that allows one action on one submission, for one purpose, until a moment. Pure;
the key comes from the desk.

Action, id and moment are all inside what is signed, and the purpose is in the key: a token for one submission
opens no other, one for `reject` approves nothing, and a link to the confirm page is not a mail answer.
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
    """What a token allows, and until when. `seen`: how often the submission had been corrected by its sender
    when the token was made; for other words than those that were looked at it allows nothing."""

    action: Action
    id: str
    until: datetime
    seen: int = 0


class InvalidToken(Exception):
    """Why a token allows nothing. Words for the moderator."""


def sign(mandate: Mandate, purpose: Purpose, key: bytes) -> str:
    """`approve.<id>.<until>.<signature>`, of a corrected one `approve.<id>.<until>.<seen>.<signature>`:
    letters, digits, `.`, `-` and `_`, so that it stands in an address and in a subject as it is."""
    text = f"{mandate.action}.{mandate.id}.{mandate.until.astimezone(UTC):{_MOMENT}}"
    return _sign(f"{text}.{mandate.seen}" if mandate.seen else text, purpose, key)


def sign_id(identifier: str, purpose: Purpose, key: bytes) -> str:
    """`<id>.<signature>`, without end: all that a sender, or a subscriber, needs to show."""
    return _sign(identifier, purpose, key)


def find(text: str) -> str | None:
    """The token in a subject, whatever mail programs put around it (`Re: `, `[EXTERNAL]`), and even where
    they folded it in the middle (RFC 5322 §2.2.3 would not)."""
    match = _TOKEN.search(_BLANKS.sub("", text))
    return match[1] if match else None


def read(token: str, purpose: Purpose, key: bytes, now: datetime) -> Mandate:
    """What a token allows now. Raises InvalidToken."""
    try:
        action, identifier, until, *seen = _signed(token, purpose, key).split(".")
        moment = datetime.strptime(until, _MOMENT).replace(tzinfo=UTC)
        mandate = Mandate(Action(action), identifier, moment, *map(int, seen))
    except (BadSignature, ValueError):
        raise InvalidToken("the signature is not this desk’s") from None
    if now > mandate.until:
        raise InvalidToken(f"the answer held until {mandate.until:%Y-%m-%d}")
    return mandate


def read_id(token: str, purpose: Purpose, key: bytes) -> str:
    """What `sign_id` signed. Raises InvalidToken."""
    try:
        return _signed(token, purpose, key)
    except (BadSignature, ValueError):
        raise InvalidToken("the signature is not this desk’s") from None


def _sign(text: str, purpose: Purpose, key: bytes) -> str:
    return _signer(purpose, key).sign(text).decode("ascii")


def _signed(token: str, purpose: Purpose, key: bytes) -> str:
    """What was signed. Raises BadSignature, ValueError."""
    text = _signer(purpose, key).unsign(token).decode("ascii")
    if _sign(text, purpose, key) != token:
        raise BadSignature(token)  # base64's last letter has bits to spare (RFC 4648 §3.5)
    return text


def _signer(purpose: Purpose, key: bytes) -> Signer:
    return Signer(key, salt=f"moderation.{purpose}", sep=".", key_derivation="hmac", digest_method=sha256)
