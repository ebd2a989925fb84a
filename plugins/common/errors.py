"""What is wrong, where, and what to do about it.

Input problems are values: every file is looked at, all problems are collected, and the build stops once,
with the whole list. Nothing here knows what a comment or an article is.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from plugins.common.counting import counted
from plugins.common.text import for_terminal

_KEY, _LATE_KEY = "site_problems", "late_site_problems"
_NOTES_KEY = "site_notes"
_log = logging.getLogger("pelican.site")  # where `staging` listens


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place. `line` counts from 1; 0 means the file as a whole."""

    where: str
    line: int
    what: str
    hint: str

    def __str__(self) -> str:
        """For a terminal, whatever name or value of a file it quotes."""
        place = f"{self.where}:{self.line}" if self.line else self.where
        return for_terminal(f"{place}: {self.what}\n    {self.hint}")


class SiteError(Exception):
    """Input that cannot become a site. Carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __str__(self) -> str:
        count = counted(len(self.problems), "problem")
        return f"{count}; nothing was written.\n\n{super().__str__()}"


def not_utf8(where: str, error: UnicodeDecodeError) -> Problem:
    """The line and the byte at which a file stops being text."""
    line = error.object.count(b"\n", 0, error.start) + 1
    what = f"not UTF-8 (byte 0x{error.object[error.start]:02X})"
    return Problem(where, line, what, "Save the file as UTF-8.")


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint that names the closest known word, or all of them."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if not known:
        return "None is known."
    return f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(known)}."


def report(context: dict[str, Any], problems: Iterable[Problem]) -> None:
    """Add problems to the build's shared context; the gate before writing reads them."""
    context.setdefault(_KEY, []).extend(problems)


def warn(problems: Iterable[Problem]) -> None:
    """What would be wrong on a published site: it stops a publication, and a local build only tells it."""
    for problem in problems:
        _log.warning("%s", problem, extra={"problem": problem})


def note(context: dict[str, Any], problems: Iterable[Problem]) -> None:
    """What may be meant so: it is told, and stops nothing."""
    context.setdefault(_NOTES_KEY, []).extend(problems)


def report_late(context: dict[str, Any], find: Callable[[], Iterable[Problem]]) -> None:
    """Tell how to find what will raise a SiteError as soon as it is needed. It is looked for only where the
    build stops, so that all of it is listed."""
    context.setdefault(_LATE_KEY, []).append(find)


def reported(context: dict[str, Any]) -> list[Problem]:
    """All problems reported so far in this build."""
    return list(context.get(_KEY, []))


def notes(context: dict[str, Any]) -> list[Problem]:
    """What is only told, each once, by its place."""
    return sorted(set(context.get(_NOTES_KEY, [])))


def late(context: dict[str, Any]) -> list[Problem]:
    """Those that nobody has met yet."""
    return [problem for find in context.get(_LATE_KEY, []) for problem in find()]
