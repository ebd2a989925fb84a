"""Removes the e-mail addresses of a mail's own headers from its text, where a quotation that was not
recognised would publish them. Pure."""

import re
from collections.abc import Callable
from email.message import Message
from email.utils import getaddresses

from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.mail import charsets

_REMOVED = N_("[adresse retirée]")
"""Replaces an address."""

_HEADERS = (
    "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Return-Path", "Delivered-To", "X-Original-To",
    "Envelope-To", "Resent-From", "Resent-To",
)  # fmt: skip


def without(text: str, message: Message) -> str:
    """The text without the addresses of the mail's own headers, in upper or lower case."""
    folded = text.casefold()
    if "@" not in folded:
        return text
    for address in sorted(filter(folded.__contains__, _addresses(message)), key=len, reverse=True):
        whole = rf"(?:mailto:)?(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)"
        text = re.sub(whole, _REMOVED, text, flags=re.IGNORECASE)
    return text


def translated(text: str, lang: Callable[[], str]) -> str:
    """Translate the replacements that `without` left. `lang`: returns the site's language; only called if
    there are any."""
    return text.replace(_REMOVED, translations.of(lang()).gettext(_REMOVED)) if _REMOVED in text else text


def _addresses(message: Message) -> set[str]:
    values = [charsets.header(value) for name in _HEADERS for value in message.get_all(name, [])]
    return {address.casefold() for _, address in getaddresses(values) if address.count("@") == 1}
