"""A link whose text is its address already: marked, for on paper addresses stand behind links. Pure."""

import re
from html import unescape

from plugins.articles.encoding import address

MARK = "bare"
_LINK = re.compile(r'<a href="(?P<href>[^"]*)">(?P<text>[^<\s]+\.[^<\s]+)</a>')
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def marked(html: str) -> str:
    """The same HTML with a class for each such link, however it was typed: bare, in `<>`, as HTML."""
    return _LINK.sub(_marked, html) if "</a>" in html else html


def _marked(link: re.Match[str]) -> str:
    if _target(link["href"]) != _target(link["text"]):
        return link[0]
    return f'<a class="{MARK}" href="{link["href"]}">{link["text"]}</a>'


def _target(written: str) -> str:
    """What a link's text and its address have in common: no scheme, no last slash, ASCII only."""
    return address(f"//{_SCHEME.sub('', unescape(written), count=1)}").removesuffix("/")
