"""The door for `Format: html`: an old system's comment whose formatting matters, cleaned by allow-list."""

import re

import nh3
from markupsafe import Markup

from plugins.comments.markup import REL
from plugins.common.text import clean

_TEXT = {"p", "br", "a", "em", "strong", "code", "pre", "del", "ins", "q", "sub", "sup"}
_BLOCKS = {"blockquote", "ul", "ol", "li"}

# Whole addresses only (a relative one pointed into the old site), and none with a user's name in it. Browsers
# drop tabs and newlines from an address before they read it (WHATWG URL §4.4); none may be there.
_WEB = re.compile(r"https?://(?![^/?#]*[@\\])[^\s/?#\\][^\t\n\r]*", re.IGNORECASE | re.ASCII)


def clean_html(html: str) -> Markup:
    """What is not in the list goes, its text stays; links lead to http and https only.

    Cleaned again on the way out: an entity such as `&#1;` is a control character only once it is parsed.
    """
    return Markup(clean(_sanitized(clean(html))))


def _sanitized(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TEXT | _BLOCKS,
        attributes={"a": {"href"}, "*": set()},  # without "*", title and lang would pass everywhere
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel=REL,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An href that is no address of the web goes; `rel`, which is ours, passes."""
    return value if name != "href" or _WEB.fullmatch(value) else None
