"""Escaping for XML, and the prologue with which browsers show a feed as a page; for Atom and RSS."""

import re
from functools import lru_cache

from plugins.common.html import escaped as html_escaped
from plugins.common.text import for_feed

_LOOKS_LIKE_TAG = re.compile("<(?=[/a-z!?])", re.IGNORECASE)
_SIGN = re.compile("[&<>'\"]")  # most texts contain none and need no copy
_WORD_JOINER = "\u2060"
_SITES = 8  # sites in one process; the prologue of each is cached
_REFERENCES = (("&", "&#x26;"), ("<", "&#x3C;"), (">", "&#x3E;"), ('"', "&#x22;"))  # `&` must come first


def xml(text: str) -> str:
    """Text for an element or a quoted attribute, without the characters that XML 1.0 §2.2 forbids."""
    return escaped(for_feed(text))


def escaped(clean: str) -> str:
    """As `xml`, for a text without forbidden characters. A Markup is escaped too."""
    return html_escaped(str(clean))


def is_plain(text: str) -> bool:
    """Whether a text has no special characters of XML or HTML."""
    return _SIGN.search(text) is None


def undeclared(text: str) -> str:
    """Text for an element that cannot declare whether it is HTML: a name, a category, a title in RSS.

    Many feed readers take it for HTML. An invisible U+2060 after `<` prevents tags; the numeric references
    are what the RSS Advisory Board's profile recommends for such elements.
    """
    text = for_feed(text)
    if is_plain(text):
        return text
    text = _LOOKS_LIKE_TAG.sub(f"<{_WORD_JOINER}", text)
    for sign, reference in _REFERENCES:
        text = text.replace(sign, reference)
    return text


def html(clean: str) -> str:
    """A text, without forbidden characters, for an element that is HTML: escaped for HTML, then for XML."""
    return escaped(escaped(clean))


@lru_cache(_SITES)
def prologue(style_address: str) -> str:
    """The XML declaration and the style sheet. CSS and not XSLT, because browsers have deprecated that."""
    style = f'<?xml-stylesheet type="text/css" href="{xml(style_address)}"?>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{style}'
