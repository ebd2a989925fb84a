"""Whether two pieces of an article's HTML show the same: the proof that Markdown says what its source said.

Both are brought to one list of signs: words, elements and the attributes that matter. What the site's own
renderer adds (ids of headings, wrappers of code) and what no reader sees (white space) is left out. Pure.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString

from plugins.comments import links
from plugins.importers.end_tags import BLOCKS

_SAME = {"b": "strong", "i": "em", "strike": "del"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile("[ \t\n\r\f]+")
_BORDER = "\n"


def parsed(html: str) -> BeautifulSoup:
    """One parser for both sides; it repairs little, so that little can differ."""
    return BeautifulSoup(html, "html.parser")


def same(one: BeautifulSoup | Tag, other: BeautifulSoup | Tag) -> bool:
    return shown(one) == shown(other)


def shown(node: BeautifulSoup | Tag) -> str:
    """What a reader is shown, in its order, as one text to compare: a border where a block begins or ends."""
    text = _SPACE.sub(" ", "".join(_signs(node)).replace(_BORDER, "\x00"))
    return re.sub(" ?\x00 ?", "\x00", text).strip("\x00 ")


def _signs(node: BeautifulSoup | Tag) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag):
            yield from _element(child)
        elif type(child) in (NavigableString, CData):
            yield _SPACE.sub(" ", str(child))


def _element(tag: Tag) -> Iterator[str]:
    if tag.name == "pre":
        yield f"{_BORDER}\x0epre\x0f{_code(tag.get_text())}{_BORDER}"
    elif _is_nothing(tag):
        yield from _signs(tag)
    else:
        name = _SAME.get(tag.name, tag.name)
        border = _BORDER if name in BLOCKS or name == "br" else ""
        yield f"{border}\x0e{name}{_attributes(tag)}\x0f{border}"
        yield from _signs(tag)
        yield f"{border}\x0e/{name}\x0f{border}"


def _is_nothing(tag: Tag) -> bool:
    """A wrapper of code, or a link that a bare address is on this site anyway."""
    if tag.name == "div" and "highlight" in (tag.get("class") or ()):
        return True
    if tag.name != "a" or list(tag.attrs) != ["href"] or tag.find(True) is not None:
        return False
    text = tag.get_text()
    return [(0, len(text), tag["href"])] == [(one.start, one.end, one.href) for one in links.find(text)]


def _code(text: str) -> str:
    """Spaces count but for those that end a line: nobody sees them, and Python-Markdown drops some."""
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return lines.strip("\n").replace("\n", "\x01").replace(" ", "\x02").replace("\t", "\x03")


def _attributes(tag: Tag) -> str:
    kept = {name: value for name, value in tag.attrs.items() if not (name == "id" and tag.name in _HEADINGS)}
    return "".join(f" {name}={_SPACE.sub(' ', _text(kept[name]))}" for name in sorted(kept))


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)
