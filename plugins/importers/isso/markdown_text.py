"""Converts the text of a comment in Isso, which showed it as Markdown, and back. Pure.

Most comments use no Markdown and stay as they were typed. Others become the HTML that readers saw.
Superscript, an extension of Isso's, is left as typed: `mc^2` reads well. So is what only looks like HTML, and
elements that Isso did not show: of `List<String>` it lost a word until version 0.14.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from plugins.importers.comment_text import comment_text
from plugins.importers.isso import markdown_escape

_SIGNS = re.compile(
    r"[*_`~<>\[\]\\&#|]|^\s*(?:[-+]|\d{1,9}[.)])\s|^(?: {4}|\t)|^\s*(?:=+|-+)\s*$", re.MULTILINE
)
_SHOWN_TAG = re.compile(
    r"</?(?:a|p|[hbd]r|[ou]l|li|pre|code|blockquote|del|ins|strong|em|h[1-6]|su[bp])"
    r"(?:\s+[a-z]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))*\s*/?>",
    re.IGNORECASE,
)
"""Of the elements that Isso let through (`isso/html/__init__.py`, `Sanitizer`)."""


def shown(text: str) -> tuple[str, bool]:
    """The text and True, or the HTML that readers saw and False."""
    if not _SIGNS.search(text):
        return text, True
    html = _renderer().render(text)
    found = comment_text(html)
    same = found.format == "text" and not found.lost and found.text.split() == text.split()
    return (text, True) if same else (html, False)


def to_markdown(text: str) -> str:
    """Markdown that shows a text; only consecutive empty lines and consecutive spaces are lost."""
    return "\n".join(_line(line.strip()) for line in text.split("\n")).rstrip()


def _line(line: str) -> str:
    return f"{markdown_escape.line_start(markdown_escape.inline(line))}  " if line else ""


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["strikethrough", "table"])
    renderer.disable("html_block")  # its lines would lose their ends
    renderer.add_render_rule("html_inline", _tag)
    return renderer


def _tag(_: RendererHTML, tokens: Sequence[Token], number: int, options: OptionsDict, env: EnvType) -> str:
    content = tokens[number].content
    return content if _SHOWN_TAG.fullmatch(content) else escape(content, quote=False)
