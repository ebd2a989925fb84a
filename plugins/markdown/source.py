"""The text of a source made even, and the signs in it that say it is not for us. Pure."""

import re

from plugins.markdown.declined import Declined

_BLANK_LINE = re.compile(r"\n +(?=\n)")
_TAB = 4
# Raw HTML, but for addresses in angle brackets; `<` before anything else is a sign like others.
_MARKUP = re.compile(r"""<(?!https?://[^\s<>"'`\[\]{}]*>)[A-Za-z/!?]""")
_ENTITY = re.compile(r"&(?:#|[A-Za-z0-9.-]+;)")
_EVERYDAY_SPACES = "\n\u00a0\u202f"


def even(text: str) -> str:
    """As Python-Markdown begins: line ends, tabs, lines of blanks; two empty lines at the end."""
    text = text.replace("\u0002", "").replace("\u0003", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
    if "\t" in text:
        text = text.expandtabs(_TAB)
    return _BLANK_LINE.sub("\n", text) if "\n " in text else text


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
