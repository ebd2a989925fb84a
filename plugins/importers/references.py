"""Character references in fields that an old system kept as its pages have them: names, titles. Pure."""

import re
from html import unescape

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")


def resolved(text: str) -> str:
    """The signs that they stand for. A number needs no semicolon, a name does: `?a=1&copy=2` is an address
    (HTML §13.2.5.73)."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text) if "&" in text else text
