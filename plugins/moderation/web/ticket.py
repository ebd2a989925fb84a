"""The ticket in the form of a preview: signed, dated, valid for one submission. Pure.

A form without a ticket is accepted as well, with a reason in its verdict. The ticket contains the id of the
future submission, so sending the same form twice makes one submission, even with several workers.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeSerializer

from plugins.moderation.core import identity

_PURPOSE = "ticket"


@dataclass(frozen=True, slots=True)
class TicketClaims:
    """The contents of a valid ticket: when it was made, for which article, and the id of the submission."""

    moment: datetime
    article: str
    id: str


def issue(key: bytes, article: str, moment: datetime, chance: bytes) -> str:
    """A ticket for a hidden field. `chance`: fresh random bytes."""
    return str(_signer(key).dumps([moment.astimezone(UTC).isoformat(), article, chance.hex()]))


def read(key: bytes, ticket: str, article: str) -> TicketClaims | None:
    """The claims of a ticket; None if it is not ours, or was made for another article."""
    try:
        written, for_article, chance = _signer(key).loads(ticket)
        moment = datetime.fromisoformat(written)
        identifier = identity.of_submission(moment, bytes.fromhex(chance))
    except (BadSignature, ValueError, TypeError):
        return None
    return TicketClaims(moment, for_article, identifier) if for_article == article else None


def _signer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=_PURPOSE)
