"""End tags that may be left out, as many an old post left them out (HTML §13.1.2.4). Pure.

Python's parser keeps what is not closed open to the end: a hundred paragraphs would stand in one another.
"""

from bs4 import BeautifulSoup, Tag

BLOCKS = frozenset({
    "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
    "pre", "blockquote", "div", "hr", "figure", "figcaption", "form", "fieldset", "address", "section",
    "article", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "object", "video", "audio", "aside", "details",
    "summary", "center", "nav", "header", "footer", "script", "style",
})  # fmt: skip
_IN_PARAGRAPHS = frozenset({"iframe", "object", "video", "audio", "script", "style"})
_ENDED_BY = {
    "p": BLOCKS - _IN_PARAGRAPHS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}


def close(soup: BeautifulSoup) -> None:
    """Whatever ends an element, and all after it in there, comes after the element."""
    for element in soup.find_all(list(_ENDED_BY)):
        ends = _ENDED_BY[element.name]
        first = next(
            (child for child in element.children if isinstance(child, Tag) and child.name in ends), None
        )
        if first is not None:
            rest = [first, *first.next_siblings]
            for one in rest:
                one.extract()
            element.insert_after(*rest)
