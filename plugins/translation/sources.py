"""All that has to be translated: what templates and code say in French, with where it stands."""

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
    """`many`: where there is a plural. `comment`: for who translates it."""

    file: str
    line: int
    one: str
    many: str | None = None
    context: str | None = None
    comment: str = ""


def of_site(theme: Path, plugins: Path) -> Iterator[SourceMessage]:
    """In the order of files and lines. Paths are as they were given."""
    for path in sorted(theme.rglob("*.html")):
        for one in translated.messages(path.read_text(encoding="utf-8")):
            yield SourceMessage(str(path), one.line, one.one, one.many, one.context)
    for path in sorted(plugins.rglob("*.py")):
        yield from _of_code(path)


def _of_code(path: Path) -> Iterator[SourceMessage]:
    with path.open("rb") as file:
        found = list(extract("python", file, _KEYWORDS, (_MARK,), {"encoding": "utf-8"}))
    for line, text, comments, context in found:
        one, many = (text, None) if isinstance(text, str) else text[:2]
        yield SourceMessage(str(path), line, one, many, context, _comment(comments))


def _comment(lines: Iterable[str]) -> str:
    return " ".join(line.removeprefix(_MARK).strip() for line in lines)
