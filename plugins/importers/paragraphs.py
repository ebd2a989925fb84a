"""Makes paragraphs and line breaks of newlines, as WordPress did when it showed a text (`wpautop`). Pure.

An empty line ends a paragraph and a newline is a `<br>`, except inside `pre` and next to the tag of a block.
A list item or a table cell gets paragraphs only if it contains an empty line.
"""

import re
from collections.abc import Iterator

_BLOCKS = (
    "table|thead|tfoot|tbody|caption|colgroup|col|tr|td|th|div|dl|dt|dd|ul|ol|li|form|map|area|blockquote|address|"
    "style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|"
    "menu|summary|iframe|video|audio|pre"
)
_TAG = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_WHOLE = re.compile(r"<(pre|script|style|textarea|svg|object)\b", re.IGNORECASE)
_HELD = re.compile("<div \ue000(\\d+)\ue001>")
_INSIDE_TAG = re.compile(r"<[^<>]*\n[^<>]*>")
_EMPTY_LINES = re.compile(r"\n[ \t\xa0]*\n\s*")
_LINE_END = re.compile(r"(?<!<br>)(?<!<br/>)(?<!<br />)[ \t]*\n[ \t]*")
_VOID = {"hr", "col", "area"}
_WRAPS = {"", "blockquote", "section", "article", "form", "fieldset", "aside", "header", "footer"}
"""Blocks in which text is always in paragraphs."""
_BARE = {
    "table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "menu", "map", "p", "style",
    "pre", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "video", "audio", "summary", "legend",
}  # fmt: skip
"""Blocks in which text is never in paragraphs."""


def html(text: str) -> str:
    """The text with its paragraphs as HTML."""
    held: list[str] = []
    text = text.replace("\ue000", "").replace("\ue001", "").replace("\r\n", "\n").replace("\r", "\n")
    text = _INSIDE_TAG.sub(lambda tag: tag[0].replace("\n", " "), "".join(_held(text, held)))
    return _HELD.sub(lambda mark: held[int(mark[1])], "".join(_pieces(_TAG.split(text))))


def _held(text: str, held: list[str]) -> Iterator[str]:
    """The text with a placeholder block for each element whose newlines must be kept; these are appended to
    `held`."""
    position = 0
    small = text.lower()
    absent: set[str] = set()
    for tag in _WHOLE.finditer(text):
        name = tag[1].lower()
        end = -1 if tag.start() < position or name in absent else small.find(f"</{name}>", tag.end())
        if end < 0:
            absent |= {name} if tag.start() >= position else set()
            continue
        yield text[position : tag.start()]
        position = end + len(name) + 3
        yield f"\n\n<div \ue000{len(held)}\ue001>\n\n"
        held.append(text[tag.start() : position])
    yield text[position:]


def _pieces(pieces: list[str]) -> list[str]:
    """The pieces with paragraphs. `pieces`: alternately text and tags of blocks."""
    out: list[str] = []
    within: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            out.append(_words(piece, within[-1] if within else ""))
        else:
            out.append(piece)
            if not _HELD.search(piece):
                _follow(piece, within)
    return out


def _follow(tag: str, within: list[str]) -> None:
    """Update the list of open blocks; an end tag without a start tag is ignored."""
    match = _NAME.match(tag)
    assert match is not None, "a piece that _TAG found"
    name = match[1].lower()
    if not tag.startswith("</"):
        if name not in _VOID and not tag.endswith("/>"):
            within.append(name)
    elif name in within:
        while within.pop() != name:
            pass


def _words(words: str, block: str) -> str:
    pieces = _EMPTY_LINES.split(words.strip("\n\t "))
    paragraphs = [paragraph for paragraph in pieces if paragraph.strip(" \t\xa0\n")]
    if not paragraphs:
        return ""
    lines = [_LINE_END.sub("<br>\n", paragraph.strip()) for paragraph in paragraphs]
    if block in _BARE or (block not in _WRAPS and len(lines) == 1):
        return "<br>\n".join(lines) if block in _BARE else _with_spaces(words, lines[0])
    return "".join(f"\n<p>{paragraph}</p>\n" for paragraph in lines)


def _with_spaces(words: str, line: str) -> str:
    """A line with the spaces at either end of `words`, since a space next to a tag may separate two words."""
    return (" " if words[0].isspace() else "") + line + (" " if words[-1].isspace() else "")
