"""Resolves character references in fields that an old system stored as HTML, such as names and titles.
Pure."""

import re
from html import unescape

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")


def resolved(text: str) -> str:
    """A text with its character references resolved. A number needs no semicolon, but a name does:
    `?a=1&copy=2` is an address (HTML §13.2.5.73)."""
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), text) if "&" in text else text
