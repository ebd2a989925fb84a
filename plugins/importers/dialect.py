"""Converts HTML to the Markdown of this site's renderer: markdownify, with Python-Markdown's escapes."""

import re
from collections.abc import Callable
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

_EXPRESSIBLE: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"id"})),
    **dict.fromkeys(
        ("p", "em", "strong", "b", "i", "code", "br", "ul", "ol", "li", "blockquote", "pre", "hr"),
        frozenset[str](),
    ),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "th", "td"), frozenset[str]()),
}
"""Elements that Markdown can express, and the attributes that it can express for each."""
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source", "embed"})

# The characters that Python-Markdown lets a backslash escape (`Markdown.ESCAPED_CHARS`), without those that
# are not special within a line; and those that would begin a block at the start of a line.
_SIGN = re.compile(r"([\\`*_{}\[\]|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([ \t]*)([-+#>])", re.MULTILINE)
_LIST_START = re.compile(r"^([ \t]*\d+)\.(?=\s)", re.MULTILINE)


class Dialect(MarkdownConverter):
    """Keeps the tags of elements that Markdown cannot express, around their converted text."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        autolinks = True
        escape_misc = False

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _ENTITY.sub("&amp;", _SIGN.sub(r"\\\1", text)).replace("<", "&lt;")
        return _LIST_START.sub(r"\1\\.", _LINE_START.sub(r"\1\\\2", text))

    def get_conv_fn(self, tag_name: str) -> Callable[..., str] | None:
        base: Any = super().get_conv_fn(tag_name)  # type: ignore[misc]  # missing in its stubs
        if tag_name == "[document]":
            return None if base is None else lambda el, text, parent_tags: str(base(el, text, parent_tags))

        def convert(el: Tag, text: str, parent_tags: set[str]) -> str:
            if not _is_expressible(el):
                return _tag(el, text)
            return text if base is None else str(base(el, text, parent_tags=parent_tags))

        return convert

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item with its further lines indented by four spaces, as Python-Markdown requires."""
        number = len(el.find_previous_siblings("li")) + 1
        sign = f"{number}. " if el.parent is not None and el.parent.name == "ol" else "- "
        return sign + text.strip(" \t\n").replace("\n", "\n    ").replace("\n    \n", "\n\n") + "\n"


def _is_expressible(el: Tag) -> bool:
    return el.name in _EXPRESSIBLE and el.attrs.keys() <= _EXPRESSIBLE[el.name]


def _tag(el: Tag, text: str) -> str:
    empty: Any = el.__copy__()
    empty.clear()
    start = str(empty).removesuffix(f"</{el.name}>")
    return start if el.name in _VOID else f"{start}{text}</{el.name}>"
