"""An article's HTML as a feed can carry it: seen from nowhere, and without what readers take away or fear."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup

from plugins.common.html import trusted_html

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_ADDRESSES = {"a": "href", "area": "href", "img": "src", "source": "src", "audio": "src", "video": "src"}
_ACTIVE = ["script", "style", "object", "embed", "form", "link", "meta"]
# Parsing costs a hundred times as much as seeing that there is nothing to do.
_SOMETHING = re.compile(
    rf"""\b(?:href|src)\s*=\s*(?!["'](?:https?://|mailto:))|\s(?:on\w+|style|srcset)\s*=|<(?:iframe|{"|".join(_ACTIVE)})\b""",
    re.IGNORECASE,
)

_ELEMENT = re.compile(rf"<(?:iframe|{'|'.join(_ACTIVE)})\b", re.IGNORECASE)
_ABSOLUTE = tuple(f"{quote}{scheme}" for quote in "\"'" for scheme in ("https://", "http://", "mailto:"))

# Markdown’s own links; rewriting them costs a thousandth of parsing.
_RELATIVE = re.compile(r'(<a\b[^<>]*? href=")(?!https?://)([^"<>&:\s]*)(?=")')


def for_feed(html: Markup, page_address: str) -> Markup:
    """Every link and image by its absolute address (`#note` and `/tag/x/` too), nothing active, no styles; a
    frame becomes a link to what it showed.

    No `xml:base` instead: readers disagree on it, and the validator warns of references to the same page.
    """
    text = str(html)  # each piece of a Markup is one, and costs as much as looking at it
    if _is_harmless(text):
        return html
    whole = _RELATIVE.sub(lambda link: link[1] + urljoin(page_address, link[2]), text)
    if _is_harmless(whole) or not _SOMETHING.search(whole):
        return trusted_html(whole)
    return trusted_html(_parsed(text, page_address))


def _is_harmless(html: str) -> bool:
    """Whether there is surely nothing that `_SOMETHING` finds. What stands before and after each `=` says so,
    in a fifth of the time."""
    if _ELEMENT.search(html):
        return False
    for before, after in pairwise(html.split("=")):
        name = before.rsplit(None, 1)[-1:]
        if name and _is_suspect(name[0].lower()) and not after.startswith(_ABSOLUTE):
            return False
    return True


def _is_suspect(name: str) -> bool:
    return name.endswith(("href", "src", "style", "srcset")) or name.startswith("on")


def _parsed(html: str, page_address: str) -> str:
    from bs4 import BeautifulSoup  # a tenth of a second; most articles never need it

    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(_ACTIVE):
        element.decompose()
    for frame in soup.find_all("iframe"):
        _link_instead(soup, frame)
    for element in soup.find_all(True):
        _mend(element, page_address)
    return str(soup)


def _link_instead(soup: "BeautifulSoup", frame: "Tag") -> None:
    source = str(frame.get("src", ""))
    link = soup.new_tag("a", href=source)
    link.string = str(frame.get("title", source))
    frame.replace_with(link)


def _mend(element: "Tag", page_address: str) -> None:
    for name in [n for n in element.attrs if n in {"style", "srcset"} or n.startswith("on")]:
        del element[name]
    address = _ADDRESSES.get(element.name)
    if address and element.has_attr(address):
        element[address] = urljoin(page_address, str(element[address]))
