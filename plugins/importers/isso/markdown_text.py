"""A comment as it was typed into Isso, which showed it as Markdown. Pure.

Most comments use none of it, and stay the text that was typed. Where Markdown changed what readers saw, what
they saw is kept: emphasis, lists and links as HTML, and the words without their signs. Superscript, which
Isso had beside CommonMark, is left as typed: `mc^2` reads well. So is what only looks like HTML, or is of no
element that Isso showed: `List<String>` lost a word there until 0.14 escaped it.
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
    """The text, and True; or the HTML that readers saw, and False."""
    if not _SIGNS.search(text):
        return text, True
    html = _renderer().render(text)
    found = comment_text(html)
    same = found.format == "text" and not found.lost and found.text.split() == text.split()
    return (text, True) if same else (html, False)


def to_markdown(text: str) -> str:
    """Text in Markdown that shows it. More than one empty line, and spaces in a row, are lost on the way."""
    return "\n".join(_line(line.strip()) for line in text.split("\n")).rstrip()


def _line(line: str) -> str:
    return f"{markdown_escape.line_start(markdown_escape.inline(line))}  " if line else ""


@cache
def _renderer() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["strikethrough", "table"])
    made.disable("html_block")  # its lines would lose their ends
    made.add_render_rule("html_inline", _tag)
    return made


def _tag(_: RendererHTML, tokens: Sequence[Token], number: int, options: OptionsDict, env: EnvType) -> str:
    content = tokens[number].content
    return content if _SHOWN_TAG.fullmatch(content) else escape(content, quote=False)
