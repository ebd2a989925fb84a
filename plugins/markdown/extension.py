"""What this site's Markdown is beyond Python-Markdown's: tabs in code, lists by two, addresses as links."""

import re
import sys
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import (
    IMAGE_REFERENCE_RE,
    REFERENCE_RE,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, STX, AtomicString

from plugins.comments import links
from plugins.common import page_ids
from plugins.markdown import indentation, source
from plugins.typography.stash import UNTOUCHED

_TAB = 4
_RAW_TAG = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_NAME = re.compile(r"<(/?)([A-Za-z]+)")
_SHUT = UNTOUCHED | {"a"}


class Even(Preprocessor):
    """In the place of Python-Markdown's own, which makes spaces of all tabs."""

    def run(self, lines: list[str]) -> list[str]:
        headed = "meta" in self.md.preprocessors
        return source.even("\n".join(lines), headed=headed).split("\n")


class Indentation(Preprocessor):
    """Behind the header, before code is taken out."""

    def run(self, lines: list[str]) -> list[str]:
        return indentation.regular("\n".join(lines)).split("\n")


class Addresses(InlineProcessor):
    """A bare address is a link, by the rules of comments (`docs/linking.md`). They are found before emphasis,
    whose signs they may hold, and all of a text at once."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?:[hH][tT][tT][pP][sS]?://|[wW][wW][wW]\.)", md)
        self._before, self._behind = "", ""
        self._found: dict[int, tuple[int, Element]] = {}  # how far from the end each begins and ends

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # Python-Markdown's
        if not self._goes_on(m.start(), data):
            ends = self._all(data)
            self._found = {len(data) - start: (len(data) - end, link) for start, end, link in ends}
        if len(data) - m.start() not in self._found:
            return None, None, None
        left, link = self._found[len(data) - m.start()]
        end = len(data) - left
        self._before, self._behind = data[: m.start()], data[end:]
        return link, m.start(), end

    def _goes_on(self, start: int, data: str) -> bool:
        """Whether this is the text of which the last address was taken."""
        known = len(data) - len(self._behind) <= start
        return bool(self._before or self._behind) and known and self._is_rest(data)

    def _is_rest(self, data: str) -> bool:
        return data.startswith(f"{self._before}{STX}") and data.endswith(self._behind)

    def _all(self, data: str) -> Iterator[tuple[int, int, Element]]:
        """Where each begins and ends, and its element."""
        shut = _shut(self._tags(data)) if STX in data else []
        text, places = self._typed(data)
        for one in links.find(text):
            start, end = places[one.start], places[one.end]
            if not any(first <= start < last for first, last in shut):
                element = Element("a", {"href": one.href})
                element.text = AtomicString(text[one.start : one.end])
                yield start, end, element

    def _typed(self, data: str) -> tuple[str, Sequence[int]]:
        """The text with the signs that stand behind a backslash, and the place of each sign in `data`."""
        if STX not in data:
            return data, range(len(data) + 1)
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        signs: list[str] = []
        places: list[int] = []
        position = 0
        for held in INLINE_PLACEHOLDER_RE.finditer(data):
            if sign := _escaped(nodes.get(held[1])):
                signs += (*data[position : held.start()], sign)
                places += range(position, held.start() + 1)
                position = held.end()
        return "".join([*signs, *data[position:]]), [*places, *range(position, len(data) + 1)]

    def _tags(self, data: str) -> Iterator[tuple[str, str, int]]:
        """Raw tags: `/` of one that ends, the name, and where it stands."""
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        for held in INLINE_PLACEHOLDER_RE.finditer(data):
            raw = _RAW_TAG.fullmatch(str(nodes.get(held[1], "")))
            tag = _NAME.match(str(self.md.htmlStash.rawHtmlBlocks[int(raw[1])])) if raw else None
            if tag and tag[2].lower() in _SHUT:
                yield tag[1], tag[2].lower(), held.start()


def _shut(tags: Iterator[tuple[str, str, int]]) -> list[tuple[int, int]]:
    """What stands in raw elements that hold a link, or no running text; to the end if one is left open."""
    found: list[tuple[int, int]] = []
    outer, depth, start = "", 0, 0
    for end, name, place in tags:
        if not depth and not end:
            outer, depth, start = name, 1, place
        elif depth and name == outer:
            depth += -1 if end else 1
            if not depth:
                found.append((start, place))
    return [*found, (start, sys.maxsize)] if depth else found


class _ByItsSource(ReferenceInlineProcessor):
    """A label is looked up as it was typed, code and escaped signs in it: ``[`Jar`]``, `[a\\_b]`."""

    def evalId(self, data: str, index: int, text: str) -> Any:  # Python-Markdown's name
        name, end, handled = super().evalId(data, index, text)
        if not handled or name is None or STX not in name:
            return name, end, handled
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        return INLINE_PLACEHOLDER_RE.sub(lambda held: _typed(nodes.get(held[1], "")), name), end, handled


def _typed(node: Any) -> str:
    if isinstance(node, Element):
        text = unescape("".join(node.itertext()))
        return (f"`{text}`" if node.tag == "code" else text).lower()
    sign = _escaped(node)
    return f"\\{sign}" if sign else str(node)


def _escaped(node: Any) -> str:
    """The sign that stood behind a backslash, if that is what was put away."""
    code = node[1:-1] if isinstance(node, str) and node[:1] == STX else ""
    return chr(int(code)) if code.isdigit() else ""


class _Reference(_ByItsSource, ReferenceInlineProcessor):
    pass


class _ImageReference(_ByItsSource, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_ByItsSource, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_ByItsSource, ShortImageReferenceInlineProcessor):
    pass


class SiteExtension(Extension):
    """Where tabs are not four wide, they and lists are as Python-Markdown has them; so are ids of headings
    where `toc` is named after this."""

    def extendMarkdown(self, md: Markdown) -> None:  # Python-Markdown's name
        if md.tab_length == _TAB:
            md.preprocessors.register(Even(md), "normalize_whitespace", 30)  # its own place
            md.preprocessors.register(Indentation(md), "indentation", 26)  # meta is 27, fenced code 25
        for processor in md.treeprocessors:
            if isinstance(processor, TocTreeprocessor):
                _leave_page_ids(processor)
        patterns = md.inlinePatterns
        patterns.register(_Reference(REFERENCE_RE, md), "reference", 170)  # these four in their places
        patterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        patterns.register(_ShortReference(REFERENCE_RE, md), "short_reference", 130)
        patterns.register(_ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
        patterns.register(Addresses(md), "address", 85)  # raw tags are 90, entities 80


def _leave_page_ids(headings: TocTreeprocessor) -> None:
    """Headings have other ids than the page around them."""
    slugify = headings.slugify
    headings.slugify = lambda name, separator: page_ids.beside(slugify(name, separator))


def makeExtension(**kwargs: Any) -> SiteExtension:  # Python-Markdown's name
    """Where Python-Markdown looks for the extension when a setting names this module."""
    return SiteExtension(**kwargs)
