"""Converts the HTML of a comment to the Markdown in which Isso stores comments. Pure.

Newer versions of Isso escape HTML, so only Markdown shows formatting in all of them. Underlining, subscript
and superscript cannot be expressed; their text stays.
"""

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag

from plugins.importers.isso import markdown_escape

_SPACE = re.compile(r"[ \t\n]+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_BLOCKS = frozenset({"p", "blockquote", "ul", "ol", "li", "pre"})
_BACKTICKS = re.compile("`+")
_LINE_END = "  \n"


def markdown(html: str) -> str:
    """`html`: as `comments.imported.clean_html` leaves it."""
    return "\n\n".join(_blocks(BeautifulSoup(html, "html.parser")))


def _blocks(node: Tag) -> Iterator[str]:
    """The blocks of an element; text outside all blocks is a paragraph."""
    inline: list[str] = []
    for child in node.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield from _paragraph(inline)
            inline = []
            yield from _BLOCK[child.name](child)
        else:
            inline.append(_inline(child))
    yield from _paragraph(inline)


def _paragraph(pieces: list[str]) -> Iterator[str]:
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split(_LINE_END))
    if words := _LINE_END.join(map(markdown_escape.line_start, lines)).strip():
        yield words


def _list(node: Tag) -> Iterator[str]:
    items = node.find_all("li", recursive=False)
    signs = (f"{number}. " if node.name == "ol" else "- " for number in range(1, len(items) + 1))
    yield "\n".join(
        _indented(sign, "\n\n".join(_blocks(item))) for sign, item in zip(signs, items, strict=True)
    )


def _indented(sign: str, text: str) -> str:
    """An item, with its further lines indented as far as its text."""
    lines = (f"{' ' * len(sign)}{line}" if line else "" for line in text.split("\n"))
    return sign + "\n".join(lines).lstrip()


def _quotation(node: Tag) -> Iterator[str]:
    text = "\n\n".join(_blocks(node))
    if text:
        yield "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _code_block(node: Tag) -> Iterator[str]:
    text = node.get_text().strip("\n")
    fence = _fence(text, 3)
    yield f"{fence}\n{text}\n{fence}"


def _inline(node: object) -> str:
    if not isinstance(node, Tag):
        return markdown_escape.inline(_SPACE.sub(" ", str(node)))
    return _INLINE.get(node.name, _words)(node)


def _words(node: Tag) -> str:
    return "".join(map(_inline, node.children))


def _marked(sign: str) -> Callable[[Tag], str]:
    def marked(node: Tag) -> str:
        before, words, after = _trimmed(_words(node))
        return f"{before}{sign}{words}{sign}{after}" if words else before + after

    return marked


def _trimmed(text: str) -> tuple[str, str, str]:
    """The spaces before a text, the text, and the spaces after it, because emphasis must not begin or end
    with a space."""
    found = _EDGES.fullmatch(text)
    assert found is not None, "anything fits"
    return found[1], found[2], found[3]


def _quoted(node: Tag) -> str:
    return f"«\u00a0{_words(node)}\u00a0»"


def _code(node: Tag) -> str:
    text = _SPACE.sub(" ", node.get_text())
    fence, edge = _fence(text, 1), " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}" if text.strip() else text


def _fence(text: str, least: int) -> str:
    """Backticks, more of them than in any run inside the text."""
    return "`" * max([least, *(len(run) + 1 for run in _BACKTICKS.findall(text))])


def _link(node: Tag) -> str:
    href, label = str(node.get("href", "")), node.get_text()
    if not href:
        return _words(node)
    return f"<{href}>" if label == href else f"[{_words(node)}](<{href}>)"


_BLOCK: dict[str, Callable[[Tag], Iterator[str]]] = {
    "p": _blocks, "li": _blocks, "blockquote": _quotation, "ul": _list, "ol": _list, "pre": _code_block,
}  # fmt: skip
_INLINE: dict[str, Callable[[Tag], str]] = {
    "em": _marked("*"), "strong": _marked("**"), "del": _marked("~~"), "code": _code, "a": _link,
    "q": _quoted, "br": lambda _: _LINE_END,
}  # fmt: skip
