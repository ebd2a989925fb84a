"""The ticket in a previewed form: signed, dated, good for one submission. Pure but for the key.

It is not a condition: a form sent without one is taken as well, with a reason noted. It holds the id of the
submission to come, so sending the same form twice is one submission, on however many workers.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeSerializer

from plugins.moderation.core import identity

_PURPOSE = "ticket"


@dataclass(frozen=True, slots=True)
class TicketClaims:
    """What a good ticket says: when it was made, for which article, and the id it leads to."""

    moment: datetime
    article: str
    id: str


def issue(key: bytes, article: str, moment: datetime, chance: bytes) -> str:
    """A ticket for a hidden field. `chance`: fresh random bytes."""
    return str(_signer(key).dumps([moment.astimezone(UTC).isoformat(), article, chance.hex()]))


def read(key: bytes, ticket: str, article: str) -> TicketClaims | None:
    """None: not ours, or made for another article."""
    try:
        written, for_article, chance = _signer(key).loads(ticket)
        moment = datetime.fromisoformat(written)
        identifier = identity.of_submission(moment, bytes.fromhex(chance))
    except (BadSignature, ValueError, TypeError):
        return None
    return TicketClaims(moment, for_article, identifier) if for_article == article else None


def _signer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=_PURPOSE)
