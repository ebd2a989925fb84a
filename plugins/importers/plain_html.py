"""Writes simple HTML for a comment with formatting: blocks and emphasis, with no attribute but `href`. Pure.

The output is always nested correctly: no paragraph contains a block, and every element is closed.
"""

from html import escape

BLOCKS = frozenset({"blockquote", "ul", "ol", "li", "pre"})
_OF_PARAGRAPHS = ("", "blockquote")


class PlainHtml:
    """Receives the events of a parser, in order."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._in_paragraph = False

    def text(self, words: str) -> None:
        self._inline(escape(words, quote=False), bool(words.strip()))

    def link(self, href: str, label: str) -> None:
        self._inline(f'<a href="{escape(href)}">{escape(label, quote=False)}</a>', True)

    def line_end(self) -> None:
        if self._in_paragraph or self._block() not in _OF_PARAGRAPHS:
            self._out.append("\n" if self._block() == "pre" else "<br>\n")

    def border(self) -> None:
        """End a paragraph; inside a list item, which has none, break the line."""
        if self._in_paragraph:
            self._end_paragraph()
        elif self._block() in ("ul", "ol", "pre"):
            self._out.append("\n")
        elif self._block() == "li" and self._out[-1] != "<li>" and not self._out[-1].endswith(">\n"):
            self._out.append("<br>\n")

    def start(self, name: str) -> None:
        if name in BLOCKS:
            if self._in_paragraph:
                self._end_paragraph()
        else:
            self._begin_paragraph()
        self._open.append(name)
        self._out.append(f"<{name}>")

    def end(self, name: str) -> None:
        """Close the innermost element of this name, and everything inside it; ignored if there is none."""
        if name in self._open and (name in BLOCKS or self._is_within_block(name)):
            if name in BLOCKS and self._in_paragraph:
                self._end_paragraph()
            while self._close() != name:
                pass

    def finish(self) -> str:
        if self._in_paragraph:
            self._end_paragraph()
        while self._open:
            self._close()
        return "".join(self._out).strip()

    def is_in(self, name: str) -> bool:
        return name in self._open

    def _inline(self, html: str, visible: bool) -> None:
        if visible:
            self._begin_paragraph()
        if visible or self._in_paragraph or self._block() not in _OF_PARAGRAPHS:
            self._out.append(html)

    def _begin_paragraph(self) -> None:
        if not self._in_paragraph and self._block() in _OF_PARAGRAPHS:
            self._out.append("<p>")
            self._in_paragraph = True

    def _end_paragraph(self) -> None:
        while self._open and self._open[-1] not in BLOCKS:
            self._close()
        while self._out[-1] in ("<br>\n", " "):
            self._out.pop()
        self._out.append("</p>\n")
        self._in_paragraph = False

    def _close(self) -> str:
        name = self._open.pop()
        if name == "li":
            while self._out[-1] in ("<br>\n", " "):
                self._out.pop()
        self._out.append(f"</{name}>\n" if name in BLOCKS else f"</{name}>")
        return name

    def _block(self) -> str:
        return next((name for name in reversed(self._open) if name in BLOCKS), "")

    def _is_within_block(self, name: str) -> bool:
        """Whether an open inline element was opened in the current block; otherwise it cannot be closed
        here."""
        return next(opened for opened in reversed(self._open) if opened in BLOCKS or opened == name) == name
