"""Converts an article's HTML to Markdown, block by block; what Markdown cannot express stays HTML. Pure.

Each result is proved: it is rendered as the site renders it and compared with the source (`html_comparison`),
except for blocks of plain text (`trivial_blocks`). A block that differs is kept as HTML.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Comment, Tag
from markdown import Markdown

from plugins.importers import end_tags, looks
from plugins.importers.dialect import Dialect
from plugins.importers.end_tags import BLOCKS
from plugins.importers.html_comparison import parsed, same
from plugins.importers.trivial_blocks import are_trivial

EXTENSIONS = (
    "markdown.extensions.meta",
    "markdown.extensions.extra",
    "markdown.extensions.codehilite",
    "markdown.extensions.toc",
    "plugins.markdown.extension",
    "plugins.markdown.tables",
)
"""As in pelicanconf.py; a test compares them."""
_FRAMES = "plugins.markdown.tables"
"""Left out for the comparison: it adds an element around tables and classes, which no source contains."""
_SETTINGS: dict[str, dict[str, Any]] = {
    "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
}
_EMPTY_LINES = re.compile(r"\n{3,}")
_LINE_START = re.compile(r"^([ \t]*)([:~]|=(?==))", re.MULTILINE)
"""The beginning of a definition list, a code block or a heading, which no backslash can escape."""
_DEEPEST = 40
_HOPELESS = 2000
"""The limit of nesting before missing end tags are added."""
_ORDERS = ("{", "|")
_HIDDEN_ORDER = re.compile(r"=\s*[\"']?[{|]")
_BORDER = "<!-- -->"
"""Separates two lists, or two quotations, which would otherwise be one in Markdown."""


class TooDeep(Exception):
    """Elements are nested too deeply for Python-Markdown; no person wrote this."""

    def __init__(self) -> None:
        super().__init__(f"more than {_DEEPEST} elements in one another")


def markdown(source_html: str) -> tuple[str, bool]:
    """The Markdown for some HTML, and whether it was proved to show the same. Raises TooDeep."""
    source = parsed(source_html.replace("\r\n", "\n"))
    if _is_deep(source, _HOPELESS):
        raise TooDeep
    end_tags.close(source)
    if _is_deep(source, _DEEPEST):
        raise TooDeep
    for comment in source.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    looks.remove(source)
    _escape_pelican_links(source)
    _mark_decorations(source)
    blocks = list(_blocks(source))
    text = _put_together((block, _as_markdown(block)) for block in blocks)
    if are_trivial(blocks) or same(_rendered(text), source):
        return text, True
    text = _put_together((block, _checked(block)) for block in blocks)
    if same(_rendered(text), source):
        return text, True
    text = _put_together((block, str(block)) for block in blocks)
    return text, same(_rendered(text), source)


def _escape_pelican_links(source: BeautifulSoup) -> None:
    """Escape attributes that look like `{static}/…` or `|filename|…`: Pelican would resolve them as links to
    its own sources (`pelican.contents`)."""
    for element in source.find_all(True):
        for name, value in list(element.attrs.items()):
            text = value if isinstance(value, str) else " ".join(value)
            if text[:1] in _ORDERS:
                element[name] = quote(text[0]) + text[1:]
            elif _HIDDEN_ORDER.search(text):
                del element[name]


def _mark_decorations(source: BeautifulSoup) -> None:
    """Replace an empty `alt`, which marks a decorative image (HTML §4.8.4.4), by a space, which does so
    here."""
    for image in source.find_all("img", alt=""):
        image["alt"] = " "


def _is_deep(source: BeautifulSoup, deepest: int) -> bool:
    """Whether any element is nested deeper than `deepest`; linear in the number of elements."""
    depths: dict[int, int] = {}
    for element in source.find_all(True):
        depth = depths[id(element)] = depths.get(id(element.parent), 0) + 1
        if depth > deepest:
            return True
    return False


def _blocks(source: BeautifulSoup) -> Iterator[Tag]:
    """The blocks of a text; text outside of blocks is put into paragraphs."""
    loose: list[Any] = []
    for child in list(source.children):
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield from _gathered(loose)
            loose = []
            yield child
        else:
            loose.append(child)
    yield from _gathered(loose)


def _gathered(loose: list[Any]) -> Iterator[Tag]:
    if any(isinstance(node, Tag) or str(node).strip() for node in loose):
        paragraph = loose[0].wrap(parsed("").new_tag("p"))
        for node in loose[1:]:
            paragraph.append(node)
        yield paragraph


def _as_markdown(block: Tag) -> str:
    if block.name == "p" and not block.get_text(strip=True) and block.find(True) is None:
        return ""
    text = _EMPTY_LINES.sub("\n\n", str(_converter().convert_soup(block))).strip("\n ")
    if block.name == "pre" or block.find("pre") is not None:
        return text
    return _LINE_START.sub(lambda start: f"{start[1]}&#{ord(start[2])};", text)


def _checked(block: Tag) -> str:
    text = _as_markdown(block)
    return text if same(_rendered(text), parsed(str(block))) else str(block)


def _put_together(blocks: Iterable[tuple[Tag, str]]) -> str:
    pieces: list[str] = []
    before = ""
    for block, text in blocks:
        if text:
            if block.name == before and before in {"ul", "ol", "blockquote", "pre"}:
                pieces.append(_BORDER)
            pieces.append(text)
            before = block.name
    return "\n\n".join(pieces)


def html(text: str) -> str:
    """Markdown as the site renders it. It is put below a header, since its first lines might look like
    one."""
    return _renderer().reset().convert(f"Title: -\n\n{text}")


def _rendered(text: str) -> BeautifulSoup:
    return parsed(html(text))


@cache
def _renderer() -> Markdown:
    return Markdown(
        extensions=[name for name in EXTENSIONS if name != _FRAMES],
        extension_configs=_SETTINGS,
        output_format="html",
    )


@cache
def _converter() -> Dialect:
    return Dialect()
