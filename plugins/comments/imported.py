"""The sanitiser for `Format: html`: an old system's comment whose formatting matters, cleaned by allow-list,
with its addresses as links."""

import re
from collections.abc import Iterator
from html import escape, unescape

import nh3
from markupsafe import Markup

from plugins.comments import links
from plugins.comments.links import Link
from plugins.comments.markup import REL
from plugins.common.text import clean

_TEXT = {"p", "br", "a", "em", "strong", "code", "pre", "del", "ins", "q", "sub", "sup"}
_BLOCKS = {"blockquote", "ul", "ol", "li"}

# Whole addresses only (a relative one pointed into the old site), and none with a user's name in it. Browsers
# drop tabs and newlines from an address before they read it (WHATWG URL §4.4); none may be there.
_WEB = re.compile(r"https?://(?![^/?#]*[@\\])[^\s/?#\\][^\t\n\r]*", re.IGNORECASE | re.ASCII)

_LIST_TAG = re.compile("<(?P<end>/?)(?P<name>ul|ol|li)>")  # as nh3 writes them; elsewhere it escapes `<`
_TAG = re.compile(r'(</?[a-z]+(?: [a-z]+="[^"]*")*>)')
_LITERAL = re.compile("<(?:a|code|pre)[ >]")
_END_OF_LITERAL = re.compile("</(?:a|code|pre)>")
_BORDER = re.compile("</?(?:p|br|pre|blockquote|[uo]l|li)[ >]")


def clean_html(html: str) -> Markup:
    """What is not in the list goes, its text stays; links lead to http and https only. Addresses in the text
    become links, but for those in links and code.

    Cleaned again on the way out: an entity such as `&#1;` is a control character only once it is parsed.
    """
    return Markup(_as_parsed(_linked(clean(_without_stray_items(_sanitized(clean(html)))))))


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
    """An href that is not an address of the web goes; `rel`, which is ours, passes."""
    return value if name != "href" or _WEB.fullmatch(value) else None


def _linked(html: str) -> str:
    if not links.may_hold_one(html):
        return html
    pieces = _TAG.split(html)
    texts = [_shown(piece) if number % 2 else unescape(piece) for number, piece in enumerate(pieces)]
    found = links.find("".join(texts))
    return "".join(_with_links(pieces, texts, found)) if found else html


def _shown(tag: str) -> str:
    """What it is for the eye: a line's end, or nothing."""
    return "\n" if _BORDER.match(tag) else ""


def _with_links(pieces: list[str], texts: list[str], found: list[Link]) -> Iterator[str]:
    """An address of which a part is emphasised or linked already stays text."""
    end = literal = 0
    for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
        start, end = end, end + len(text)
        own = [link for link in found if start <= link.start and link.end <= end]
        if number % 2:
            literal += bool(_LITERAL.match(piece)) - bool(_END_OF_LITERAL.match(piece))
        yield _anchors(text, own, start) if own and not literal else piece


def _anchors(text: str, found: list[Link], start: int) -> str:
    out, place = "", 0
    for link in found:
        out += _escaped(text[place : link.start - start])
        place = link.end - start
        label = _escaped(text[link.start - start : place])
        out += f'<a href="{escape(link.href)}" rel="{REL}">{label}</a>'
    return out + _escaped(text[place:])


def _escaped(text: str) -> str:
    """As nh3 writes it (HTML §13.3)."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


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
