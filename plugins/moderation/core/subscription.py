"""Who wants to be told of answers, and of which: a value and its private file. Pure.

Nothing is sent to an address before whoever reads its mail has pressed a button (double opt-in), but for the
one mail that asks. `told` are comments that need not be told any more: they stood there, or were sent.
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
    """To the answers to one comment, or, with `comment` None, to a whole conversation.

    `asked`: when; `invited`: when the mail that asks was sent; `confirmed`: when the button was pressed;
    `sent`: the last news. `sending`: comments of a mail that may have been sent: a crash came in between.
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
        """Whether it was not confirmed in time, or nothing came for so long."""
        if self.confirmed is None:
            return now - self.asked >= confirm
        return now - max(self.confirmed, self.sent or self.confirmed) >= silence


def name(key: bytes, address: str, article: str, comment: str | None) -> str:
    """The id: the same for the same wish, and nothing can be learnt from it."""
    wish = "\0".join((address.casefold(), article, comment or ""))
    return keyed(key, wish.encode(), sha256).hexdigest()[:32]


def dump(one: Subscription) -> bytes:
    """The private file. Raises ValueError for a field that could not be read back."""
    moments = {"Asked": one.asked, "Invited": one.invited, "Confirmed": one.confirmed, "Sent": one.sent}
    fields = {
        "Id": one.id,
        "Address": one.address,
        "Article": one.article,
        "Comment": one.comment,
        **{header: moment.isoformat() for header, moment in moments.items() if moment},
        "Sending": " ".join(one.sending) or None,
    }
    present = {header: value for header, value in fields.items() if value is not None}
    return headers.dump(present, "\n".join(sorted(one.told)), SCHEMA)


def parse(data: bytes, where: str) -> Subscription:
    """Read what `dump` wrote. Raises SiteError with all its problems."""
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
