"""Converts the HTML of an old comment back to the text as typed, or to simple HTML if its formatting matters.
Pure.

Old systems stored the HTML that they had made of a visitor's text: paragraphs, line breaks, addresses as
links. If it contains nothing else, the text can be restored. Emphasis, lists, quotations and links with other
labels cannot be expressed in text; then `format` is "html".
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

from plugins.importers import link_labels
from plugins.importers.plain_html import BLOCKS, PlainHtml

_INLINE = {
    **{name: name for name in ("em", "strong", "code", "del", "ins", "q", "sub", "sup")},
    "b": "strong", "i": "em", "cite": "em", "strike": "del", "s": "del", "tt": "code",
}  # fmt: skip
_PARAGRAPHS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "hr", "dl", "dt", "dd", "form", "section",
    "address", "article", "aside", "caption", "center", "details", "dir", "fieldset", "figcaption", "figure",
    "footer", "header", "hgroup", "legend", "main", "menu", "nav", "summary",
}  # fmt: skip
_UNREAD = {"script", "style", "template", "noscript", "iframe", "object"}
_IMAGES = {"img", "video", "audio", "embed", "svg", "canvas", "input"}
_LINE = re.compile(r"[ \t\f]*[\r\n][ \t\f\r\n]*")
_EMPTY_LINES = re.compile(r"[ \t\f]*\n(?:[ \t\f]*\n)+[ \t\f]*")


@dataclass(frozen=True, slots=True)
class CommentText:
    """`restored`: the number of shortened labels replaced by the whole address. `dropped`: of links without a
    web address. `lost`: of images and other embedded things, of which at most the text alternative stays."""

    text: str
    format: Literal["text", "html"] = "text"
    restored: int = 0
    dropped: int = 0
    lost: int = 0


def comment_text(html: str, *, line_ends: bool = False) -> CommentText:
    """Convert a comment's HTML. `line_ends`: newlines are significant, because the old system (WordPress)
    made line breaks and paragraphs of them when it showed the comment."""
    reading = _CommentParser(html, line_ends)
    return _CommentParser(html, line_ends, PlainHtml()).result() if reading.formatted else reading.result()


class _CommentParser(HTMLParser):
    """One pass over a comment. Only at its end is it known whether formatting matters; then another pass
    writes the HTML to `form`."""

    def __init__(self, html: str, line_ends: bool, form: PlainHtml | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.formatted = False
        self._line_ends = line_ends
        self._text: list[str] = []
        self._form = form
        self._href: str | None = None
        self._label: list[str] = []
        self._unread = 0
        self._restored = self._dropped = self._lost = 0
        self.feed(html)
        self.close()
        self._end_of_link()

    def result(self) -> CommentText:
        counts = self._restored, self._dropped, self._lost
        if self._form:
            return CommentText(self._form.finish(), "html", *counts)
        return CommentText(_joined(self._text), "text", *counts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
            self._lost += 1
        elif tag == "br":
            self._line_end()
        elif tag in _PARAGRAPHS:
            self._border()
        elif tag in _INLINE or tag in BLOCKS:
            self._end_of_link()
            self.formatted = True
            if tag in BLOCKS:
                self._text.append("\n")
            if self._form:
                self._form.start(_INLINE.get(tag, tag))
        elif tag == "a":
            self._end_of_link()
            self._href, self._label = (dict(attrs).get("href") or "").strip(), []
        elif tag in _IMAGES:
            self._lost += 1
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag in {"td", "th"}:
            self.handle_data(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _UNREAD:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag in _PARAGRAPHS:
            self._border()
        elif tag == "a":
            self._end_of_link()
        elif tag in _INLINE or tag in BLOCKS:
            self._end_of_link()
            if self._form:
                self._form.end(_INLINE.get(tag, tag))

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._href is not None:
            self._label.append(_LINE.sub(" ", data))
        elif self._form and self._form.is_in("pre"):
            self._form.text(data)
        elif self._line_ends:
            self._lines(data)
        else:
            self._words(_LINE.sub(" ", data))

    def _lines(self, data: str) -> None:
        for number, paragraph in enumerate(_EMPTY_LINES.split(data.replace("\r\n", "\n"))):
            if number:
                self._border()
            for count, line in enumerate(paragraph.split("\n")):
                if count:
                    self._line_end()
                self._words(line)

    def _words(self, words: str) -> None:
        if self._text and self._text[-1].endswith("\n"):
            words = words.lstrip(" \t\f")
        if words:
            self._text.append(words)
            if self._form:
                self._form.text(words)

    def _line_end(self) -> None:
        if self._href is not None:
            self._label.append(" ")
        elif not self._unread:
            self._text.append("\n")
            if self._form:
                self._form.line_end()

    def _border(self) -> None:
        self._end_of_link()
        self._text.append("\n\n")
        if self._form:
            self._form.border()

    def _end_of_link(self) -> None:
        if self._href is None:
            return
        href, label = self._href, "".join(self._label)
        self._href = None
        whole = link_labels.whole(label, href)
        if whole is not None:
            self._restored += whole != label.strip()
            self._text.append(whole)
            self._link(href, whole)
        elif link_labels.WEB.match(href):
            self.formatted = True
            self._text.append(label)
            self._link(href, label)
        else:
            self._dropped += bool(href)
            self._words(label)

    def _link(self, href: str, label: str) -> None:
        if self._form:
            self._form.link(href, label)


def _joined(pieces: list[str]) -> str:
    """The text of pieces and paragraph breaks, without spaces at the ends of lines."""
    text = re.sub(r"[ \t\f]+\n", "\n", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")
