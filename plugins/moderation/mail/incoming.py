"""Parses an incoming mail into what the desk needs to know. Pure; any bytes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from plugins.common.text import clean, one_line
from plugins.moderation.mail import automatic, charsets, correspondents, flowed, markup, quotes

MAXIMUM_BYTES = 5 * 1024 * 1024
_MAXIMUM_TEXT = 512 * 1024  # with its quotes; a longer text is refused later, so nothing is cut out of it
_MAXIMUM_SUBJECT = 2000
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """`name`: identifies the mail; the same for each copy of it. `machine`: why it counts as automatic, or
    None. `text`: the sender's own words, without quotes and attachments. `answered`: the Message-IDs of the
    mails that it answers. `answerable`: whether we may answer it automatically."""

    name: str
    sender: str
    sender_name: str
    subject: str
    date: datetime | None
    machine: str | None
    text: str
    answered: str = ""
    answerable: bool = True


def parse(raw: bytes) -> IncomingMail:
    """Parse a mail (RFC 5322, 2045). Malformed mail does not raise."""
    message = message_from_bytes(raw)
    sender_name, sender = _sender(message)
    return IncomingMail(
        name=_name(message, raw),
        sender=sender,
        sender_name=sender_name,
        subject=one_line(charsets.header(message.get("Subject")))[:_MAXIMUM_SUBJECT],
        date=_date(message),
        machine=automatic.why(message, sender),
        text=_text(message),
        answered=answered(message),
        answerable=automatic.may_be_answered(message, sender),
    )


def answered(message: Message) -> str:
    """The Message-IDs that a mail answers (RFC 5322 §3.6.4)."""
    return " ".join(str(message.get(name, "")) for name in ("In-Reply-To", "References"))


def _name(message: Message, raw: bytes) -> str:
    """The Message-ID; a hash of the whole mail if it has none."""
    return one_line(charsets.header(message.get("Message-ID"))) or sha256(raw).hexdigest()


def _sender(message: Message) -> tuple[str, str]:
    """Name and address, split before the name is decoded, since a decoded name may hold commas and
    brackets."""
    value = message.get("From", "")
    name, address = parseaddr(value if isinstance(value, str) else charsets.header(value))
    return one_line(charsets.header(name)), one_line(address)


def _date(message: Message) -> datetime | None:
    try:
        date = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)) if date.year in _YEARS else None


def _text(message: Message) -> str:
    parts = list(_parts(message))
    plain = "\n".join(_plain(part) for part in parts if part.get_content_type() == "text/plain")
    if not plain.strip():
        html = next((_decoded(part) for part in parts if part.get_content_type() == "text/html"), "")
        plain = markup.text(html) if len(html) < _MAXIMUM_TEXT else html
    if len(plain) >= _MAXIMUM_TEXT:
        return plain
    answers = any(name in message for name in ("In-Reply-To", "References"))  # RFC 5322 §3.6.4
    return correspondents.without(quotes.cut(plain, answers), message)


def _parts(message: Message) -> Iterator[Message]:
    """The parts that are shown as text, without attachments and enclosed mails."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner: Any = part.get_payload()
            waiting += reversed(inner)
        elif part.get_content_maintype() == "text" and not _is_attached(part):
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _plain(part: Message) -> str:
    text = _decoded(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return flowed.joined(text, str(part.get_param("delsp", "")).lower() == "yes")


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset()
    return clean(charsets.decode(payload, charset)) if isinstance(payload, bytes) else ""
