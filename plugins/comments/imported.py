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

_LIST_TAG = re.compile("<(?P<end>/?)(?P<name>ul|ol|li)>")  # as nh3 writes them; elsewhere it escapes `<`


def clean_html(html: str) -> Markup:
    """What is not in the list goes, its text stays; links lead to http and https only.

    Cleaned again on the way out: an entity such as `&#1;` is a control character only once it is parsed.
    """
    return Markup(_as_parsed(clean(_without_stray_items(_sanitized(clean(html))))))


def _sanitized(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TEXT | _BLOCKS,
        attributes={"a": {"href"}, "*": set()},  # without "*", title and lang would pass everywhere
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel=REL,
    )


def _as_parsed(html: str) -> str:
    """What a parser drops though it stands there, once all else is done: a newline that begins a `pre` (HTML
    §13.2.6.4.7), so one that is text needs another, and a byte order mark before all (Encoding §6)."""
    return html.lstrip("\ufeff").replace("<pre>\n", "<pre>\n\n")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An href that is no address of the web goes; `rel`, which is ours, passes."""
    return value if name != "href" or _WEB.fullmatch(value) else None


def _without_stray_items(html: str) -> str:
    """An `li` in no list goes, its text stays: a browser would end the page's own list item with it, which
    holds the comment, and show the rest outside (HTML §13.2.6.4.7)."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"] in {"ul", "ol"}:
            depth += -1 if tag["end"] else 1
        return "" if tag["name"] == "li" and not depth else tag.group()

    return _LIST_TAG.sub(kept, html)
