"""What Atom and RSS share: text that is safe in XML, and the line that lets a browser show a page."""

import re
from functools import lru_cache

from plugins.common.html import escaped as html_escaped
from plugins.common.text import for_feed

_LOOKS_LIKE_TAG = re.compile("<(?=[/a-z!?])", re.IGNORECASE)
_SIGN = re.compile("[&<>'\"]")  # in most texts none, which is seen before a copy is made
_WORD_JOINER = "\u2060"
_SITES = 8  # in one process; what each says in all its documents stays at hand
_REFERENCES = (("&", "&#x26;"), ("<", "&#x3C;"), (">", "&#x3E;"), ('"', "&#x22;"))  # `&` before it is made


def xml(text: str) -> str:
    """Text for an element or a quoted attribute; what XML 1.0 §2.2 forbids is deleted."""
    return escaped(for_feed(text))


def escaped(clean: str) -> str:
    """The same of a text that is clean; of HTML too, which `escape` would leave as it is."""
    return html_escaped(str(clean))


def is_plain(text: str) -> bool:
    """Whether no sign in it means anything in XML or HTML."""
    return _SIGN.search(text) is None


def undeclared(text: str) -> str:
    """Text for an element that cannot say whether it is HTML: a name, a category, a title in RSS.

    Many readers take it for HTML. An invisible U+2060 behind `<` keeps a tag from being one; the references
    are those that the RSS Advisory Board's profile asks for in such elements.
    """
    text = for_feed(text)
    if is_plain(text):
        return text
    text = _LOOKS_LIKE_TAG.sub(f"<{_WORD_JOINER}", text)
    for sign, reference in _REFERENCES:
        text = text.replace(sign, reference)
    return text


def html(clean: str) -> str:
    """A clean text for an element that is HTML: escaped once for HTML, once for XML."""
    return escaped(escaped(clean))


@lru_cache(_SITES)
def prologue(style_address: str) -> str:
    """CSS, not XSL: Chromium warns that XSLT has “been deprecated by all browsers”."""
    style = f'<?xml-stylesheet type="text/css" href="{xml(style_address)}"?>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{style}'
