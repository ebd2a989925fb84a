"""Fenced code: taken out of a text before its blocks are read, highlighted by Pygments."""

import re
from collections.abc import Mapping
from typing import Any

from markdown.extensions.codehilite import CodeHilite
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from plugins.markdown.declined import Declined

HELD = "\u0002"
"""Begins the block that stands for code; its number follows. No text holds this sign (`source.even`)."""

# A fence is closed by the same row of signs alone on a line. It begins with the line end before it, not with
# a look whether a line begins, which is one at each letter of a text.
_FENCED = re.compile(
    r"\n(?P<fence>`{3,}|~{3,}) *(?:\.?(?P<language>[\w#.+-]*) *)\n(?P<code>.*?)(?<=\n)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


class Fences:
    """`options`: those of the extension `codehilite`."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = {**options, "style": options["pygments_style"], "pygments_formatter": self._formatter}
        del self._options["pygments_style"]
        self._made: HtmlFormatter | None = None
        self._lexers: dict[str, Any] = {}

    def _formatter(self, **options: Any) -> HtmlFormatter:
        """One for all code: to make it takes longer than to use it."""
        self._made = self._made or HtmlFormatter(**options)
        return self._made

    def take(self, text: str) -> tuple[str, list[str]]:
        """The text with a block of its own for each code, and their HTML. Raises Declined."""
        if "```" not in text and "~~~" not in text:
            return text, []
        found: list[str] = []

        def hold(fenced: re.Match[str]) -> str:
            found.append(self._html(fenced["code"], fenced["language"]))
            return f"\n\n{HELD}{len(found) - 1}\n"

        rest = _FENCED.sub(hold, f"\n{text}")
        if "\n```" in rest or "\n~~~" in rest:  # with attributes, or never closed
            raise Declined
        return rest[1:], found

    def _html(self, code: str, language: str) -> str:
        """As `CodeHilite` does it, which looks for the lexer of each code among five hundred."""
        hilite = CodeHilite(code, lang=language or None, **self._options)
        lexer = self._lexer(language)
        if lexer is None:
            return str(hilite.hilite(shebang=False))
        formatter = self._formatter(**hilite.options)
        return str(highlight(code.strip("\n"), lexer(**hilite.options), formatter))

    def _lexer(self, language: str) -> Any:
        """The class of the lexers of a language that Pygments knows."""
        if language not in self._lexers:
            try:
                self._lexers[language] = type(get_lexer_by_name(language))
            except ClassNotFound:
                self._lexers[language] = None
        return self._lexers[language]
