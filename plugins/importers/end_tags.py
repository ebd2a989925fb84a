"""Closes elements whose end tag was left out, which HTML allows (§13.1.2.4) and many old posts do. Pure.

Python's parser would keep them open to the end, so that a hundred paragraphs would be nested in each other.
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
    """Move whatever ends an element, and everything after that, out of the element."""
    for element in soup.find_all(list(_ENDED_BY)):
        ends = _ENDED_BY[element.name]
        first = next(
            (child for child in element.children if isinstance(child, Tag) and child.name in ends), None
        )
        if first is not None:
            rest = [first, *first.next_siblings]
            for node in rest:
                node.extract()
            element.insert_after(*rest)
