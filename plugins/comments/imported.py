"""The sanitiser for `Format: html`: comments of an old system whose formatting matters. Cleans them with an
allow-list of tags and turns addresses into links."""

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

# Absolute addresses only (a relative one pointed into the old site), without a user name. Browsers drop tabs
# and newlines from an address before they parse it (WHATWG URL §4.4), so neither may occur.
_WEB = re.compile(r"https?://(?![^/?#]*[@\\])[^\s/?#\\][^\t\n\r]*", re.IGNORECASE | re.ASCII)

_LIST_TAG = re.compile("<(?P<end>/?)(?P<name>ul|ol|li)>")  # as nh3 writes them; elsewhere it escapes `<`
_TAG = re.compile(r'(</?[a-z]+(?: [a-z]+="[^"]*")*>)')
_LITERAL = re.compile("<(?:a|code|pre)[ >]")
_END_OF_LITERAL = re.compile("</(?:a|code|pre)>")
_BORDER = re.compile("</?(?:p|br|pre|blockquote|[uo]l|li)[ >]")


def clean_html(html: str) -> Markup:
    """Remove all tags that are not allowed, and keep their text. Links lead to http and https only; addresses
    in the text become links, except inside links and code.

    The text is cleaned again at the end: an entity such as `&#1;` is a control character only once parsed.
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
    """Make up for what HTML parsers drop: the first newline of a `pre` (HTML §13.2.6.4.7) is doubled, a byte
    order mark at the beginning (Encoding §6) is removed."""
    return html.lstrip("\ufeff").replace("<pre>\n", "<pre>\n\n")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Remove an href that is not a web address; `rel`, which we set ourselves, passes."""
    return value if name != "href" or _WEB.fullmatch(value) else None


def _linked(html: str) -> str:
    if not links.may_hold_one(html):
        return html
    pieces = _TAG.split(html)
    texts = [_tag_as_text(piece) if number % 2 else unescape(piece) for number, piece in enumerate(pieces)]
    addresses = links.find("".join(texts))
    return "".join(_with_links(pieces, texts, addresses)) if addresses else html


def _tag_as_text(tag: str) -> str:
    """A line break where the tag begins or ends a line, otherwise nothing."""
    return "\n" if _BORDER.match(tag) else ""


def _with_links(pieces: list[str], texts: list[str], addresses: list[Link]) -> Iterator[str]:
    """Link the addresses that lie within one piece: one that is partly emphasised or linked stays text."""
    end = literal = 0
    for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
        start, end = end, end + len(text)
        inside = [link for link in addresses if start <= link.start and link.end <= end]
        if number % 2:
            literal += bool(_LITERAL.match(piece)) - bool(_END_OF_LITERAL.match(piece))
        yield _anchors(text, inside, start) if inside and not literal else piece


def _anchors(text: str, addresses: list[Link], start: int) -> str:
    html, position = "", 0
    for link in addresses:
        html += _escaped(text[position : link.start - start])
        position = link.end - start
        label = _escaped(text[link.start - start : position])
        html += f'<a href="{escape(link.href)}" rel="{REL}">{label}</a>'
    return html + _escaped(text[position:])


def _escaped(text: str) -> str:
    """Escaped as nh3 does it (HTML §13.3)."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def _without_stray_items(html: str) -> str:
    """Remove every `li` tag outside a list and keep its text. In a browser it would end the page's own list
    item around the comment and show the rest outside of it (HTML §13.2.6.4.7)."""
    depth = 0

    def replaced(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"] in {"ul", "ol"}:
            depth += -1 if tag["end"] else 1
        return "" if tag["name"] == "li" and not depth else tag.group()

    return _LIST_TAG.sub(replaced, html)
