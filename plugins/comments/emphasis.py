"""Emphasis as people type it (`*so*`, `_so_`, `~so~`): which of its signs are still open. Pure.

An address may end in such a sign (`https://crontab.guru/#1_*_*_*_*`); it is the sentence's only where the
same sign was opened before the address.
"""

import re

SIGNS = "*_~"

_RUN_OR_PARAGRAPH = re.compile(r"\*+|_+|~+|\n(?=[^\S\n]*+\n)")
_BEGINS = "«“‘\"'([{¿¡" + SIGNS


class Emphasis:
    """The open signs of one text; asked from left to right. Texts that hold none are not read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read = 0
        self._open = dict.fromkeys(SIGNS, 0)
        self._addresses: list[tuple[int, int]] = []

    def before(self, start: int) -> dict[str, int]:
        """How many of each sign are open where an address begins; a sign right before it is."""
        for begin, end in self._addresses:
            self._read_to(begin)
            self._read = end
        self._addresses.clear()
        self._read_to(start)
        return dict(self._open)

    def skip(self, start: int, end: int) -> None:
        """An address: signs inside it emphasise nothing."""
        self._addresses.append((start, end))

    def _read_to(self, start: int) -> None:
        for run in _RUN_OR_PARAGRAPH.finditer(self._text, self._read, start):
            self._take(run, start)
        self._read = start

    def _take(self, run: re.Match[str], start: int) -> None:
        sign = run.group()[0]
        if sign == "\n":  # no emphasis goes on in another paragraph
            self._open = dict.fromkeys(SIGNS, 0)
        elif self._open[sign] and self._closes(run):
            self._open[sign] = max(0, self._open[sign] - len(run.group()))
        elif run.end() == start or self._opens(run):
            self._open[sign] += len(run.group())

    def _opens(self, run: re.Match[str]) -> bool:
        """At the beginning of a word, as CommonMark §6.2 has it."""
        after = self._text[run.end() : run.end() + 1]
        begins = after.isalnum() or (after != "" and after in _BEGINS)
        return begins and not (run.start() and self._text[run.start() - 1].isalnum())

    def _closes(self, run: re.Match[str]) -> bool:
        before, after = self._text[run.start() - 1], self._text[run.end() : run.end() + 1]
        return not before.isspace() and not after.isalnum()
