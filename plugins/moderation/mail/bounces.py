"""Recognises bounces: reports that our mail to a subscriber could not be delivered (RFC 3464). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from plugins.moderation.mail import subscriber_mail


@dataclass(frozen=True, slots=True)
class Bounce:
    """`subscription`: the subscription's id, which only our own mail can have named. `addresses`: those that
    the mail did not reach."""

    subscription: str
    addresses: frozenset[str]


def may_be(message: Message) -> bool:
    """Whether a mail may be a bounce, judged by its headers alone (RFC 6522 §3)."""
    kind = str(message.get_param("report-type", ""))
    return message.get_content_type() == "multipart/report" and kind.lower() == "delivery-status"


def find(message: Message) -> Bounce | None:
    """The bounce in a mail; None if the mail is not a bounce of ours, or if our mail may still arrive
    (4.y.z)."""
    if not may_be(message):
        return None
    failed = frozenset(_failed(message))
    subscription = next(_returned(message), None)
    return Bounce(subscription, failed) if failed and subscription else None


def _failed(message: Message) -> Iterator[str]:
    """The addresses that failed for good: status `5.y.z` (RFC 3463 §2), in a group of fields for each
    recipient (RFC 3464 §2.3)."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in _inside(part):
            is_final = str(fields.get("Status", "")).strip().startswith("5.")
            if is_final and str(fields.get("Action", "")).strip().lower() == "failed":
                for name in ("Original-Recipient", "Final-Recipient"):
                    if address := str(fields.get(name, "")).rpartition(";")[2].strip():
                        yield address.casefold()


def _returned(message: Message) -> Iterator[str]:
    """The subscription id of the returned mail, which is enclosed whole or by its headers only
    (RFC 3462 §2)."""
    for part in message.walk():
        head: Message | None = None
        if part.get_content_type() == "message/rfc822":
            head = next(iter(_inside(part)), None)
        elif part.get_content_type() == "text/rfc822-headers":
            head = HeaderParser().parsestr(str(part.get_payload()))
        if head and (identifier := subscriber_mail.subscription_of(str(head.get("Message-ID", "")))):
            yield identifier


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []
