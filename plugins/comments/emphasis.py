"""Tracks emphasis as people type it (`*so*`, `_so_`, `~so~`): which signs are open at a given offset. Pure.

An address may itself end in such a sign (`https://crontab.guru/#1_*_*_*_*`). The sign belongs to the sentence
only if the same sign was opened before the address.
"""

import re

SIGNS = "*_~"

_RUN_OR_PARAGRAPH = re.compile(r"\*+|_+|~+|\n(?=[^\S\n]*+\n)")
_BEGINS = "«“‘\"'([{¿¡" + SIGNS


class Emphasis:
    """The open signs of one text, for callers that go through it from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read = 0
        self._open = dict.fromkeys(SIGNS, 0)
        self._addresses: list[tuple[int, int]] = []

    def before(self, start: int) -> dict[str, int]:
        """How many of each sign are open at `start`, where an address begins. A sign right before it
        opens."""
        for begin, end in self._addresses:
            self._read_to(begin)
            self._read = end
        self._addresses.clear()
        self._read_to(start)
        return dict(self._open)

    def skip(self, start: int, end: int) -> None:
        """Ignore the signs inside an address."""
        self._addresses.append((start, end))

    def _read_to(self, start: int) -> None:
        for run in _RUN_OR_PARAGRAPH.finditer(self._text, self._read, start):
            self._take(run, start)
        self._read = start

    def _take(self, run: re.Match[str], start: int) -> None:
        sign = run.group()[0]
        if sign == "\n":  # emphasis ends with its paragraph
            self._open = dict.fromkeys(SIGNS, 0)
        elif self._open[sign] and self._closes(run):
            self._open[sign] = max(0, self._open[sign] - len(run.group()))
        elif run.end() == start or self._opens(run):
            self._open[sign] += len(run.group())

    def _opens(self, run: re.Match[str]) -> bool:
        """Whether it stands at the beginning of a word (CommonMark §6.2)."""
        after = self._text[run.end() : run.end() + 1]
        begins = after.isalnum() or (after != "" and after in _BEGINS)
        return begins and not (run.start() and self._text[run.start() - 1].isalnum())

    def _closes(self, run: re.Match[str]) -> bool:
        before, after = self._text[run.start() - 1], self._text[run.end() : run.end() + 1]
        return not before.isspace() and not after.isalnum()
