"""Reports that a mail of ours to a subscriber could not be delivered (RFC 3464). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from plugins.moderation.mail import subscriber_mail


@dataclass(frozen=True, slots=True)
class Bounce:
    """`subscription`: its id, which only a mail of ours can have named. `addresses`: whom it did not
    reach."""

    subscription: str
    addresses: frozenset[str]


def may_be(message: Message) -> bool:
    """By its head alone (RFC 6522 §3)."""
    kind = str(message.get_param("report-type", ""))
    return message.get_content_type() == "multipart/report" and kind.lower() == "delivery-status"


def find(message: Message) -> Bounce | None:
    """None for a mail that is not a bounce of ours, or where ours may still arrive (4.y.z)."""
    if not may_be(message):
        return None
    failed = frozenset(_failed(message))
    subscription = next(_returned(message), None)
    return Bounce(subscription, failed) if failed and subscription else None


def _failed(message: Message) -> Iterator[str]:
    """RFC 3464 §2.3: one group of fields for each recipient; `5.y.z` is for good (RFC 3463 §2)."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in _inside(part):
            final = str(fields.get("Status", "")).strip().startswith("5.")
            if final and str(fields.get("Action", "")).strip().lower() == "failed":
                for name in ("Original-Recipient", "Final-Recipient"):
                    if address := str(fields.get(name, "")).rpartition(";")[2].strip():
                        yield address.casefold()


def _returned(message: Message) -> Iterator[str]:
    """The subscription of the mail that came back, whole or by its headers (RFC 3462 §2)."""
    for part in message.walk():
        head: Message | None = None
        if part.get_content_type() == "message/rfc822":
            head = next(iter(_inside(part)), None)
        elif part.get_content_type() == "text/rfc822-headers":
            head = HeaderParser().parsestr(str(part.get_payload()))
        if head and (found := subscriber_mail.subscription_of(str(head.get("Message-ID", "")))):
            yield found


def _inside(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []
