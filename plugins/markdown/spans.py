"""The text of one block as a row of texts and marks: code, links, images, emphasis, line breaks. Pure."""

import re
from typing import NamedTuple

from plugins.markdown import emphasis
from plugins.markdown.declined import Declined
from plugins.typography.shield import is_address
from plugins.typography.signs import LINE, OBJECT


class Mark(NamedTuple):
    """Markup. `seen`: what stands there for typography, nothing for a tag; `text`: the text inside."""

    html: str
    seen: str = ""
    text: str = ""


Span = str | Mark

_BREAK = Mark("<br>", LINE)

# What has been read stands in the text as two signs of the private area (`source.check`: nobody types them).
_HELD = "\ue000"
_FIRST, _LAST = 0xE001, 0xF8FF
# Expressions begin with the sign they need: what stands before is looked at behind it.
_CODE = re.compile(r"`(?<!``)([^`]+)`(?!`)")
_WORD = r"[^\s()<>\[\]\"'`\ue000-\uf8ff]*"
_TARGET = (
    rf"\((?P<url>{_WORD}(?:\({_WORD}\){_WORD})*)"
    r"(?: +\"(?P<title>[^\s\"'()<>\[\]\ue000-\uf8ff][^\"()<>\[\]\ue000-\uf8ff]*)\")?\)"
)
_LINK = re.compile(rf"\[(?<!!\[)(?P<label>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]{_TARGET}")
_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]\ue000-\uf8ff]*)\]{_TARGET}")
_ADDRESS = re.compile(r"<(https?://[^\s<>\"'`\[\]{}\ue000-\uf8ff]*)>")

# Of one sign, two …: what opens and what closes.
_EMPHASIS: list[tuple[list[Span], list[Span]]] = [
    ([Mark("".join(f"<{tag}>" for tag in reversed(tags)))], [Mark("".join(f"</{tag}>" for tag in tags))])
    for tags in emphasis.TAGS
]


def spans(text: str) -> list[Span]:
    """All of a text, in order. Raises Declined."""
    return _Reading().read(text)


def written(row: list[Span]) -> str:
    """As HTML."""
    return "".join(escape(span) if isinstance(span, str) else span.html for span in row)


def escape(text: str) -> str:
    """A text as HTML. No entity stands in it (`source.check`)."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


class _Reading:
    """In Python-Markdown's order: code, links, images, addresses, line breaks, emphasis.

    Each sees the ones before as two signs.
    """

    def __init__(self) -> None:
        self._held: list[list[Span]] = []
        self._links_in_links: list[str] = []

    def read(self, text: str) -> list[Span]:
        if "`" in text:
            text = _CODE.sub(self._code, text)
        if "`" in text or "\\" in text:
            raise Declined
        if "[" in text:
            text = _LINK.sub(self._link, text)
            if "](" in text and "](" in _IMAGE.sub("", text):
                raise Declined
        return self._row(text)

    def _row(self, text: str) -> list[Span]:
        """What may stand in a link too."""
        if "{" in text:  # perhaps a list of attributes
            raise Declined
        if "![" in text:
            text = _IMAGE.sub(self._image, text)
        if "<" in text:
            text = _ADDRESS.sub(self._address, text)
        if "  \n" in text:
            text = text.replace("  \n", self._hold([_BREAK]))
        if "*" in text or "_" in text:
            text = self._emphasised(text)
        return self._released(text) if self._held else [text]

    def _hold(self, row: list[Span]) -> str:
        self._held.append(row)
        place = _FIRST + len(self._held) - 1
        if place > _LAST:
            raise Declined
        return _HELD + chr(place)

    def _code(self, code: re.Match[str]) -> str:
        text = escape(code[1].strip())
        if not text:
            raise Declined
        return self._hold([Mark(f"<code>{text}</code>", OBJECT, text)])

    def _link(self, link: re.Match[str]) -> str:
        label = link["label"]
        if not label.strip() or ("![" in label and "](" in _IMAGE.sub("", label)):
            raise Declined
        inner = self._row(label)
        row = [Mark(f'<a href="{_attribute(link["url"])}"{_title(link)}>'), *inner, Mark("</a>")]
        text = "".join(span if isinstance(span, str) else span.text for span in inner)
        held = self._hold([Mark(written(row), OBJECT)] if is_address(text) else row)
        if "](" in label:
            self._links_in_links.append(held)
        return held

    def _image(self, image: re.Match[str]) -> str:
        alt, src = _attribute(image["alt"]), _attribute(image["url"])
        return self._hold([Mark(f'<img alt="{alt}" src="{src}"{_title(image)}>', OBJECT)])

    def _address(self, match: re.Match[str]) -> str:
        address = match[1]
        return self._hold([Mark(f'<a href="{_attribute(address)}">{escape(address)}</a>', OBJECT, address)])

    def _emphasised(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for opening, closing in emphasis.pairs(text):
            inner = text[opening.end : closing.start]
            if any(held in inner for held in self._links_in_links):  # Python-Markdown reads them twice
                raise Declined
            before, after = _EMPHASIS[opening.length - 1]
            parts += (text[position : opening.start], self._hold(before), inner, self._hold(after))
            position = closing.end
        return "".join([*parts, text[position:]])

    def _released(self, text: str) -> list[Span]:
        first, *parts = text.split(_HELD)
        row: list[Span] = [first] if first else []
        for part in parts:
            row += self._held[ord(part[0]) - _FIRST]
            following = part[1:]
            if row[-1] is _BREAK:
                row.append(f"\n{following}" if following.strip() else "\n")
            elif following:
                row.append(following)
        return row


def _title(target: re.Match[str]) -> str:
    return f' title="{_attribute(target["title"].strip())}"' if target["title"] else ""
