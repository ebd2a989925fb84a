"""Compares what two pieces of HTML show, to prove that an article's Markdown shows the same as its old HTML.
Pure.

Both are normalised to words, elements and significant attributes. What the site's renderer adds (ids of
headings, wrappers of code) and what readers do not see (white space) is left out.
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
    """HTML as a tree. The same parser is used for both sides; it repairs little, so that little can
    differ."""
    return BeautifulSoup(html, "html.parser")


def same(left: BeautifulSoup | Tag, right: BeautifulSoup | Tag) -> bool:
    """Whether both show the same."""
    return shown(left) == shown(right)


def shown(node: BeautifulSoup | Tag) -> str:
    """What readers see, as one text to compare, with a border where a block begins or ends."""
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
    elif _is_transparent(tag):
        yield from _signs(tag)
    else:
        name = _SAME.get(tag.name, tag.name)
        border = _BORDER if name in BLOCKS or name == "br" else ""
        yield f"{border}\x0e{name}{_attributes(tag)}\x0f{border}"
        yield from _signs(tag)
        yield f"{border}\x0e/{name}\x0f{border}"


def _is_transparent(tag: Tag) -> bool:
    """Whether the element adds nothing: a wrapper of code, or the link of a bare address, which this site
    adds."""
    if tag.name == "div" and "highlight" in (tag.get("class") or ()):
        return True
    if tag.name != "a" or list(tag.attrs) != ["href"] or tag.find(True) is not None:
        return False
    address = links.whole(tag.get_text())
    return address is not None and address.href == tag["href"]


def _code(text: str) -> str:
    """Code, in which all white space counts except at the ends of lines, where Python-Markdown drops some."""
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return lines.strip("\n").replace("\n", "\x01").replace(" ", "\x02").replace("\t", "\x03")


def _attributes(tag: Tag) -> str:
    ignored = {"id"} if tag.name in _HEADINGS else set()
    names = sorted(tag.attrs.keys() - ignored)
    return "".join(f" {name}={_SPACE.sub(' ', _text(tag.attrs[name]))}" for name in names)


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)
