"""Problems with the input: what is wrong, where, and what to do about it.

Problems are values: every file is checked, all problems are collected, and the build stops once, with the
whole list.
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
    """One mistake at one place. `line` counts from 1; 0 means the file as a whole."""

    where: str
    line: int
    what: str
    hint: str

    @property
    def place(self) -> str:
        return f"{self.where}:{self.line}" if self.line else self.where

    def __str__(self) -> str:
        """For a terminal, with control characters escaped."""
        return for_terminal(f"{self.place}: {self.what}\n    {self.hint}")


class SiteError(Exception):
    """The input is invalid. Has every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __str__(self) -> str:
        count = counted(len(self.problems), "problem")
        return f"{count}; nothing was written.\n\n{super().__str__()}"


def not_utf8(where: str, error: UnicodeDecodeError) -> Problem:
    """The problem of a file that is not UTF-8, with the line and the first invalid byte."""
    line = error.object.count(b"\n", 0, error.start) + 1
    what = f"not UTF-8 (byte 0x{error.object[error.start]:02X})"
    return Problem(where, line, what, "Save the file as UTF-8.")


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint that names the closest known word, or all of them if none is close."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if not known:
        return "None is known."
    return f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(known)}."


def report(context: dict[str, Any], problems: Iterable[Problem]) -> None:
    """Add problems to the build's context. `staging` stops the build if there are any."""
    context.setdefault(_KEY, []).extend(problems)


def warn(problems: Iterable[Problem]) -> None:
    """Log problems that stop a publication, but are only warnings in a local build."""
    for problem in problems:
        _log.warning("%s", problem, extra={"problem": problem})


def note(context: dict[str, Any], problems: Iterable[Problem]) -> None:
    """Add problems that may be intended: they are printed, and do not stop the build."""
    context.setdefault(_NOTES_KEY, []).extend(problems)


def report_late(context: dict[str, Any], find: Callable[[], Iterable[Problem]]) -> None:
    """Add a function that finds problems which would otherwise be raised later, as a SiteError. It is called
    only if the build stops, so that the list is complete."""
    context.setdefault(_LATE_KEY, []).append(find)


def reported(context: dict[str, Any]) -> list[Problem]:
    """All problems reported in this build so far."""
    return list(context.get(_KEY, []))


def notes(context: dict[str, Any]) -> list[Problem]:
    """All problems added by `note`, sorted, without duplicates."""
    return sorted(set(context.get(_NOTES_KEY, [])))


def late(context: dict[str, Any]) -> list[Problem]:
    """The problems that the functions of `report_late` find."""
    return [problem for find in context.get(_LATE_KEY, []) for problem in find()]
