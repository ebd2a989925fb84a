"""HTML whose addresses hold outside its page. Pure."""

import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from markupsafe import Markup

from plugins.common.html import trusted_html

_ADDRESSES = {"a": "href", "area": "href", "img": "src", "source": "src", "audio": "src", "video": "src"}
# Parsing costs a hundred times as much as seeing that there is nothing to do.
_RELATIVE = re.compile(r"""\b(?:href|src)\s*=\s*(?!["']https?://)""", re.IGNORECASE)


def absolute(html: Markup, page_address: str) -> Markup:
    """Every link and image of an article, as seen from nowhere: `#note` and `/tag/x/` too.

    No `xml:base` instead: readers disagree on it, and the validator warns of references to the same page.
    """
    if not _RELATIVE.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(list(_ADDRESSES)):
        name = _ADDRESSES[element.name]
        if element.has_attr(name):
            element[name] = urljoin(page_address, str(element[name]))
    return trusted_html(str(soup))
