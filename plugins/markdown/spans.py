"""Splits the texts of blocks into spans: text and marks (code, links, images, emphasis, line breaks). Pure.

All texts of a document are read at once, with a `PARAGRAPH` after each: reading them one by one takes three
times as long. No text contains that character (`source.check`), and no mark extends over it.
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from plugins.comments.links import find, may_hold_one
from plugins.markdown import emphasis
from plugins.markdown.declined import Declined
from plugins.typography.shield import is_address
from plugins.typography.signs import LINE, OBJECT, PARAGRAPH


class Mark(NamedTuple):
    """Markup. `seen`: the character that typography sees in its place, "" for a tag; `text`: the text
    inside."""

    html: str
    seen: str = ""
    text: str = ""


Span = str | Mark

# In the text, two private-use characters replace what has been read (`source.check`: no source has them).
_HELD = "\ue000"
_FIRST, _LAST = 0xE001, 0xF8FF


def _sign(place: int) -> str:
    """The two characters that replace the mark with this index."""
    return _HELD + chr(_FIRST + place)


# Held in every text at the first places: a line break, the end of a link, what opens and closes emphasis of
# one sign, two …
_BREAK = Mark("<br>", LINE)
_EMPHASIS = [
    Mark("".join(tags))
    for names in emphasis.TAGS
    for tags in ([f"<{name}>" for name in reversed(names)], [f"</{name}>" for name in names])
]
_ALWAYS: list[list[Span]] = [[mark] for mark in (_BREAK, Mark("</a>"), *_EMPHASIS)]
_BREAK_SIGN, _LINK_END, *_EMPHASIS_SIGNS = map(_sign, range(len(_ALWAYS)))
# Expressions begin with the sign they need: what stands before is looked at behind it.
_CODE = re.compile(rf"`(?<!``)([^`{PARAGRAPH}]+)`(?!`)")
_WORD = r"[^\s()<>\[\]\"'`\ue000-\uf8ff]*"
_TARGET = (
    rf"\((?P<url>{_WORD}(?:\({_WORD}\){_WORD})*)"
    rf"(?: +\"(?P<title>[^\s\"'()<>\[\]\ue000-\uf8ff][^\"()<>\[\]{PARAGRAPH}\ue000-\uf8ff]*)\")?\)"
)
_NO_BRACKET = rf"[^\[\]{PARAGRAPH}]*"
_LINK = re.compile(rf"\[(?<!!\[)(?P<label>{_NO_BRACKET}(?:\[{_NO_BRACKET}\]{_NO_BRACKET})*)\]{_TARGET}")
_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]{PARAGRAPH}\ue000-\uf8ff]*)\]{_TARGET}")
_ADDRESS = re.compile(r"<(https?://[^\s<>\"'`\[\]{}\ue000-\uf8ff]*)>")

# Nearly all emphasis is a row of stars with no other star up to the like row that closes it. Longer rows come
# first; what they made does not stand in what others emphasise.
_MADE = f"{_EMPHASIS_SIGNS[0][1]}-{_EMPHASIS_SIGNS[-1][1]}"


def _between(before: str, after: str, inner: re.Match[str]) -> str:
    return f"{before}{inner[1]}{after}"


_EASY = [
    (
        "*" * length,
        re.compile(
            rf"{stars}(?<!{stars}\*)([^\s*][^*{PARAGRAPH}{_MADE}]*+)(?<!\s){stars}(?!\*)",
        ),
        partial(_between, _EMPHASIS_SIGNS[2 * length - 2], _EMPHASIS_SIGNS[2 * length - 1]),
    )
    for length in range(len(emphasis.TAGS), 0, -1)
    for stars in [r"\*" * length]
]

# What may make anything but a text of the label of a link.
_NO_PLAIN_LABEL = frozenset(f"*_<![{{\n{_HELD}")


def spans(texts: Iterable[str]) -> list[Span]:
    """The spans of all texts, in order. Raises Declined."""
    return _SpanReader().read("".join([f"{text}{PARAGRAPH}" for text in texts]))


def written(row: list[Span]) -> str:
    """Spans as HTML."""
    return "".join(escape(span) if isinstance(span, str) else span.html for span in row)


def escape(text: str) -> str:
    """A text, escaped. It contains no entities (`source.check`)."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


class _SpanReader:
    """Reads in Python-Markdown's order: code, links, images, addresses, line breaks, emphasis. Two characters
    replace what was read before."""

    def __init__(self) -> None:
        self._held = [*_ALWAYS]
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

    def _row(self, text: str, *, in_link: bool = False) -> list[Span]:
        """The spans of a text without code and links; of the label of a link, if `in_link`."""
        if "{" in text:  # perhaps a list of attributes
            raise Declined
        if "![" in text:
            text = _IMAGE.sub(self._image, text)
        if "<" in text:
            text = _ADDRESS.sub(self._address, text)
        if "  \n" in text:
            text = text.replace("  \n", _BREAK_SIGN)
        if not in_link and may_hold_one(text):
            text = self._linked(text)
        if "*" in text or "_" in text:
            text = self._emphasised(text)
        return self._released(text) if _HELD in text else [text]

    def _hold(self, row: list[Span]) -> str:
        self._held.append(row)
        if _FIRST + len(self._held) - 1 > _LAST:
            raise Declined
        return _sign(len(self._held) - 1)

    def _code(self, code: re.Match[str]) -> str:
        text = escape(code[1].strip())
        if not text:
            raise Declined
        return self._hold([Mark(f"<code>{text}</code>", OBJECT, text)])

    def _link(self, link: re.Match[str]) -> str:
        label = link["label"]
        start = Mark(f'<a href="{_attribute(link["url"])}"{_title(link)}>')
        if (
            _NO_PLAIN_LABEL.isdisjoint(label)
            and label.strip()
            and not is_address(label)
            and not ("." in label and may_hold_one(label))
        ):
            return f"{self._hold([start])}{label}{_LINK_END}"
        if not label.strip() or ("![" in label and "](" in _IMAGE.sub("", label)):
            raise Declined
        inner = self._row(label, in_link=True)
        row = [start, *inner, Mark("</a>")]
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

    def _linked(self, text: str) -> str:
        """The text with bare addresses as links. Block by block, since the text before an address decides
        where it ends."""
        return PARAGRAPH.join(
            [self._block_linked(block) if may_hold_one(block) else block for block in text.split(PARAGRAPH)]
        )

    def _block_linked(self, text: str) -> str:
        """As in `extension.Addresses`, where a control character replaces what was read before."""
        parts: list[str] = []
        position = 0
        for link in find(text.replace(_HELD, "\x02")):
            address = text[link.start : link.end]
            mark = Mark(f'<a href="{_attribute(link.href)}">{escape(address)}</a>', OBJECT, address)
            parts += (text[position : link.start], self._hold([mark]))
            position = link.end
        return "".join([*parts, text[position:]])

    def _emphasised(self, text: str) -> str:
        if "_" not in text and not self._links_in_links:
            easy = text
            for stars, row, made in _EASY:
                if stars in easy:
                    easy = row.sub(made, easy)
            if "*" not in easy:
                return easy
        return self._paired(text)

    def _paired(self, text: str) -> str:
        """The text with emphasis of all kinds."""
        parts: list[str] = []
        position = 0
        for opening, closing in emphasis.pairs(text):
            inner = text[opening.end : closing.start]
            if any(held in inner for held in self._links_in_links):  # Python-Markdown reads them twice
                raise Declined
            before, after = _EMPHASIS_SIGNS[2 * opening.length - 2 : 2 * opening.length]
            parts += (text[position : opening.start], before, inner, after)
            position = closing.end
        return "".join([*parts, text[position:]])

    def _released(self, text: str) -> list[Span]:
        first, *parts = text.split(_HELD)
        row: list[Span] = [first] if first else []
        for part in parts:
            row += self._held[ord(part[0]) - _FIRST]
            following = part[1:]
            if row[-1] is _BREAK:
                row.append(_line(following))
            elif following:
                row.append(following)
        return row


def _line(text: str) -> str:
    """The text after a line break; spaces alone are dropped."""
    line, end, others = text.partition(PARAGRAPH)
    return f"\n{line if line.strip() else ''}{end}{others}"


def _title(target: re.Match[str]) -> str:
    return f' title="{_attribute(target["title"].strip())}"' if target["title"] else ""
