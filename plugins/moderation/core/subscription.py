"""A reader's subscription to answers, and its private file. Pure.

Before the owner of an address has confirmed by pressing a button (double opt-in), nothing is sent to it
except the one mail that asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import new as keyed

from plugins.common import headers
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema

SCHEMA = Schema(
    ("Id", "Address", "Article", "Comment", "Asked", "Invited", "Confirmed", "Sent", "Sending"),
    required=frozenset({"Id", "Address", "Article", "Asked"}),
)
_HINT = "The file was changed by hand. Mend it, or delete it: its owner can ask again."
_MOMENTS = ("Asked", "Invited", "Confirmed", "Sent")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription to the answers to one comment, or to all comments of an article if `comment` is None.

    `asked`: when the reader subscribed. `invited`: when the mail that asks for confirmation was sent.
    `confirmed`: when the reader confirmed. `sent`: when the last notice was sent.
    `sending`: the comments of a notice that may or may not have been sent, because of a crash.
    `told`: the comments that need no notice any more: they were there before, or a notice was sent.
    """

    id: str
    address: str
    article: str
    comment: str | None
    asked: datetime
    invited: datetime | None = None
    confirmed: datetime | None = None
    sent: datetime | None = None
    sending: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()

    def is_over(self, now: datetime, confirm: timedelta, silence: timedelta) -> bool:
        """Whether it was not confirmed in time, or had no news for too long."""
        if self.confirmed is None:
            return now - self.asked >= confirm
        return now - max(self.confirmed, self.sent or self.confirmed) >= silence


def name(key: bytes, address: str, article: str, comment: str | None) -> str:
    """The id: the same for the same subscription, and it reveals nothing of it."""
    wish = "\0".join((address.casefold(), article, comment or ""))
    return keyed(key, wish.encode(), sha256).hexdigest()[:32]


def dump(subscription: Subscription) -> bytes:
    """The private file of a subscription. Raises ValueError for a field that could not be read back."""
    moments = {
        "Asked": subscription.asked,
        "Invited": subscription.invited,
        "Confirmed": subscription.confirmed,
        "Sent": subscription.sent,
    }
    fields = {
        "Id": subscription.id,
        "Address": subscription.address,
        "Article": subscription.article,
        "Comment": subscription.comment,
        **{header: moment.isoformat() for header, moment in moments.items() if moment},
        "Sending": " ".join(subscription.sending) or None,
    }
    present = {header: value for header, value in fields.items() if value is not None}
    return headers.dump(present, "\n".join(sorted(subscription.told)), SCHEMA)


def parse(data: bytes, where: str) -> Subscription:
    """Parse what `dump` wrote. Raises SiteError with all its problems."""
    headed = headers.parse(data, where, SCHEMA)
    if problems := list(_problems(headed, where)):
        raise SiteError(problems)
    field = headed.fields.get
    moments = {header: _moment(field(header)) for header in _MOMENTS}
    return Subscription(
        id=headed.fields["Id"],
        address=headed.fields["Address"],
        article=headed.fields["Article"],
        comment=field("Comment"),
        asked=datetime.fromisoformat(headed.fields["Asked"]),
        invited=moments["Invited"],
        confirmed=moments["Confirmed"],
        sent=moments["Sent"],
        sending=tuple((field("Sending") or "").split()),
        told=frozenset(headed.body.split()),
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    for header in _MOMENTS:
        value = headed.fields.get(header)
        if value and not _is_moment(value):
            yield Problem(where, headed.lines[header], f"{header}: “{value}” is not a moment", _HINT)


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
