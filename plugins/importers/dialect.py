"""HTML said in the Markdown of this site's renderer: markdownify, with the signs of Python-Markdown."""

import re
from collections.abc import Callable
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

_SAYABLE: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"id"})),
    **dict.fromkeys(
        ("p", "em", "strong", "b", "i", "code", "br", "ul", "ol", "li", "blockquote", "pre", "hr"),
        frozenset[str](),
    ),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "th", "td"), frozenset[str]()),
}
"""Elements that have a sign in Markdown, and the attributes that it can carry; `_` names the document."""
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source", "embed"})

# Python-Markdown's own list of signs that a backslash takes away (`Markdown.ESCAPED_CHARS`), without those
# that mean nothing inside a line; and what would begin a block at the start of one.
_SIGN = re.compile(r"([\\`*_{}\[\]|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([ \t]*)([-+#>])", re.MULTILINE)
_LIST_START = re.compile(r"^([ \t]*\d+)\.(?=\s)", re.MULTILINE)


class Dialect(MarkdownConverter):
    """An element that Markdown has no sign for stays as the tag it was, around its converted words."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        autolinks = True
        escape_misc = False

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _ENTITY.sub("&amp;", _SIGN.sub(r"\\\1", text)).replace("<", "&lt;")
        return _LIST_START.sub(r"\1\\.", _LINE_START.sub(r"\1\\\2", text))

    def get_conv_fn(self, tag_name: str) -> Callable[..., str] | None:
        known: Any = super().get_conv_fn(tag_name)  # type: ignore[misc]  # its stubs forget it
        if tag_name == "[document]":
            return None if known is None else lambda el, text, parent_tags: str(known(el, text, parent_tags))

        def convert(el: Tag, text: str, parent_tags: set[str]) -> str:
            if not _is_sayable(el):
                return _tag(el, text)
            return text if known is None else str(known(el, text, parent_tags=parent_tags))

        return convert

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Four spaces further in for what belongs to the item, as Python-Markdown wants it."""
        number = len(el.find_previous_siblings("li")) + 1
        sign = f"{number}. " if el.parent is not None and el.parent.name == "ol" else "- "
        return sign + text.strip(" \t\n").replace("\n", "\n    ").replace("\n    \n", "\n\n") + "\n"


def _is_sayable(el: Tag) -> bool:
    return el.name in _SAYABLE and el.attrs.keys() <= _SAYABLE[el.name]


def _tag(el: Tag, text: str) -> str:
    empty: Any = el.__copy__()
    empty.clear()
    start = str(empty).removesuffix(f"</{el.name}>")
    return start if el.name in _VOID else f"{start}{text}</{el.name}>"
