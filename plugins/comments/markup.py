"""Turns a visitor's text into HTML: paragraphs, line breaks, links, and nothing else.

The `textContent` of the result is the cleaned text, with runs of empty lines folded into one
(`docs/linking.md` §8).
"""

import re
from collections.abc import Iterator
from unicodedata import category

from markupsafe import Markup

from plugins.comments import links
from plugins.comments.links import Link
from plugins.comments.punctuation import GLUED, glue
from plugins.common.html import escaped
from plugins.common.settings import DEFAULTS
from plugins.common.text import clean

ADDRESS_LENGTH: int = DEFAULTS["COMMENT_ADDRESS_LENGTH"]
"""How many characters of a long address are visible by default: as many as Dotclear showed."""
REL = "ugc nofollow noopener"
REST = '<span class="rest">'
QUOTED = '<span class="quoted">'
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_QUOTE = "&gt;"
_QUOTED_LINE = re.compile(r"^&gt;.*", re.MULTILINE)
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def to_html(text: str, *, address_length: int | None = ADDRESS_LENGTH, www: bool = True) -> Markup:
    """Paragraphs of escaped text. Of an address longer than `address_length` characters, the rest stands in
    a span that the style sheet hides; None shows all of it. `www`: as in `links.find`."""
    html = _inline(_without_empty_edges(clean(text)), address_length, www)
    if not html:
        return Markup("")
    html = glue(html)
    if _QUOTE in html:
        html = _QUOTED_LINE.sub(lambda line: f"{QUOTED}{line[0]}</span>", html)
    if "\n" not in html:
        return Markup(f"<p>{html}</p>")
    paragraphs = [paragraph.replace("\n", "<br>\n") for paragraph in _EMPTY_LINES.split(html)]
    return Markup("<p>" + "</p>\n\n<p>".join(paragraphs) + "</p>")


def whole(html: Markup) -> Markup:
    """The HTML of `to_html` without its spans, for feeds, which have no style sheet."""
    if "</span>" not in html:
        return html
    text = str(html)  # Markup.replace would escape its arguments
    for tag in (REST, QUOTED, GLUED, "</span>"):
        text = text.replace(tag, "")
    return Markup(text)


def _without_empty_edges(text: str) -> str:
    """From the first non-empty line to the last; spaces at the edges of those two stay."""
    if text and not text[0].isspace() and not text[-1].isspace():  # nearly always
        return text
    last = len(text.rstrip())
    if not last:
        return ""
    begin = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
    end = text.find("\n", last)
    return text[begin:] if end < 0 else text[begin:end]


def _inline(text: str, length: int | None, www: bool) -> str:
    """Escaped text with its links. Newlines stay as they are; no link contains one."""
    addresses = links.find(text, www=www)
    return "".join(_pieces(text, addresses, length)) if addresses else escaped(text)


def _pieces(text: str, addresses: list[Link], length: int | None) -> Iterator[str]:
    end = 0
    for link in addresses:
        yield escaped(text[end : link.start])
        yield _anchor(text[link.start : link.end], link.href, length)
        end = link.end
    yield escaped(text[end:])


def _anchor(label: str, href: str, length: int | None) -> str:
    address = escaped(href)
    text = address if label == href and (length is None or len(label) <= length) else _label(label, length)
    return f'<a href="{address}" title="{address}" rel="{REL}">{text}</a>'


def _label(label: str, length: int | None) -> str:
    cut = len(label) if length is None else _grapheme_boundary(label, length)
    if cut >= len(label):
        return escaped(label)
    return f"{escaped(label[:cut])}{REST}{escaped(label[cut:])}</span>"


def _grapheme_boundary(label: str, offset: int) -> int:
    """The first offset from `offset` on that separates no accent from its letter and splits no emoji (UAX
    29)."""
    cut = offset
    while 0 < cut < len(label) and (_extends(label[cut]) or label[cut - 1] == _JOINER):
        cut += 1
    return cut


def _extends(character: str) -> bool:
    return character > "\x7f" and (
        category(character) in {"Mn", "Me", "Mc", "Cf"} or ord(character) in _SKIN_TONES
    )
