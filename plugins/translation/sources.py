"""Extracts the messages to translate: the French of templates and code, each with its file and line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract

from plugins.views import translated

_KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "N_": None}
_MARK = "For translators:"
"""Begins a comment that goes into the catalogues."""


@dataclass(frozen=True, slots=True)
class SourceMessage:
    """A message. `one`: its text, or the singular; `many`: the plural, if there is one; `comment`: for the
    translator."""

    file: str
    line: int
    one: str
    many: str | None = None
    context: str | None = None
    comment: str = ""


def of_site(theme: Path, plugins: Path) -> Iterator[SourceMessage]:
    """The messages of the site, in the order of files and lines. Paths are relative if the folders are."""
    for path in sorted(theme.rglob("*.html")):
        for message in translated.messages(path.read_text(encoding="utf-8")):
            yield SourceMessage(str(path), message.line, message.one, message.many, message.context)
    for path in sorted(plugins.rglob("*.py")):
        yield from _of_code(path)


def _of_code(path: Path) -> Iterator[SourceMessage]:
    with path.open("rb") as file:
        messages = list(extract("python", file, _KEYWORDS, (_MARK,), {"encoding": "utf-8"}))
    for line, text, comments, context in messages:
        one, many = (text, None) if isinstance(text, str) else text[:2]
        yield SourceMessage(str(path), line, one, many, context, _comment(comments))


def _comment(lines: Iterable[str]) -> str:
    return " ".join(line.removeprefix(_MARK).strip() for line in lines)
