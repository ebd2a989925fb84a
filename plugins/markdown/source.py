"""Normalises the text of a source, and checks whether Python-Markdown has to read it. Pure."""

import re

from plugins.markdown import header
from plugins.markdown.declined import Declined

_BLANK_LINE = re.compile(r"\n[ \t]+(?=\n)")
# Raw HTML, except addresses in angle brackets; before anything else, `<` is an ordinary character.
_MARKUP = re.compile(r"""<(?!https?://[^\s<>"'`\[\]{}]*>)[A-Za-z/!?]""")
_ENTITY = re.compile(r"&(?:#|[A-Za-z0-9.-]+;)")
_EVERYDAY_SPACES = "\n\u00a0\u202f"


def even(text: str, *, headed: bool = True) -> str:
    """Normalise as Python-Markdown does: line ends, blank lines, two empty lines at the end. Tabs become
    spaces in the header only; `indentation` replaces the others."""
    text = text.replace("\u0002", "").replace("\u0003", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
    if "\t" not in text:
        return _BLANK_LINE.sub("\n", text) if "\n " in text else text
    text = _BLANK_LINE.sub("\n", text)
    return header.without_tabs(text) if headed else text


def check(body: str) -> None:
    """Raise Declined for raw HTML, entities, a table of contents, and unprintable characters."""
    if "<" in body and _MARKUP.search(body):
        raise Declined
    if "&" in body and _ENTITY.search(body):
        raise Declined
    if "[TOC]" in body:
        raise Declined
    for space in _EVERYDAY_SPACES:
        body = body.replace(space, "")
    if not body.isprintable():
        raise Declined
