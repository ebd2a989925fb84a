"""The text of a source made even, and the signs in it that say it is not for us. Pure."""

import re

from plugins.markdown import header
from plugins.markdown.declined import Declined

_BLANK_LINE = re.compile(r"\n[ \t]+(?=\n)")
# Raw HTML, but for addresses in angle brackets; `<` before anything else is a sign like others.
_MARKUP = re.compile(r"""<(?!https?://[^\s<>"'`\[\]{}]*>)[A-Za-z/!?]""")
_ENTITY = re.compile(r"&(?:#|[A-Za-z0-9.-]+;)")
_EVERYDAY_SPACES = "\n\u00a0\u202f"


def even(text: str, *, headed: bool = True) -> str:
    """As Python-Markdown begins: line ends, lines of blanks; two empty lines at the end. Tabs become spaces
    in a header only; the others belong to `indentation`."""
    text = text.replace("\u0002", "").replace("\u0003", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
    if "\t" not in text:
        return _BLANK_LINE.sub("\n", text) if "\n " in text else text
    text = _BLANK_LINE.sub("\n", text)
    return header.without_tabs(text) if headed else text


def check(body: str) -> None:
    """Raise Declined for raw HTML, entities, a table of contents, signs that nobody types."""
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
