"""Reads the text export of Movable Type and TypePad, part by part (Movable Type, “Import / Export Format”).

A line of eight hyphens ends an entry, one of five a part of it. Nothing is escaped, so a text may contain
such lines, too. They are borders only if what follows can begin an entry or a part, or is the end of the
file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.importers import windows
from plugins.importers.record import ImportRefused

MAXIMUM_FIELD = 4 * 1024**2
MAXIMUM_LINE = MAXIMUM_FIELD
HEAD = "HEAD"
COMMENT, PING = "COMMENT", "PING"
COMMENT_PARTS = frozenset({COMMENT, PING})
_ENTRY, _PART = "--------", "-----"
_BORDERS = frozenset({_ENTRY, _PART})
_TEXTS = frozenset({"BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS"})
_PARTS = _TEXTS | COMMENT_PARTS
_KEYS = frozenset({
    "AUTHOR", "AUTHOR EMAIL", "TITLE", "BASENAME", "STATUS", "ALLOW COMMENTS", "ALLOW PINGS",
    "CONVERT BREAKS", "DATE", "PRIMARY CATEGORY", "CATEGORY", "TAGS", "NO ENTRY", "UNIQUE URL",
})  # fmt: skip
_AFTER_DATE = frozenset({"EMAIL", "IP", "URL", "BLOG NAME", "SECRET", "PASS"})
_FIELD = re.compile(r"([A-Z][A-Z ]*):[ \t]*(.*)")
_HINT = "An export of Movable Type or TypePad begins with a line like “AUTHOR: …”. Is FROM= right?"
_MAX_EMPTY = 1000
"""Empty lines; a border with more of them after it is text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry. `entry`: its number, from 1. `fields`: those of a head, a comment or a ping.
    `broken`: the number of lines that were not UTF-8 and were read as Windows-1252. `flaw`: why it is not
    complete."""

    entry: int
    name: str
    line: int
    fields: Mapping[str, Sequence[str]]
    text: str
    broken: int = 0
    flaw: str = ""

    def get(self, name: str) -> str:
        """The first value of a field that is not empty; "" if there is none."""
        return next(filter(None, self.fields.get(name, ())), "")


def parts(lines: Iterable[bytes], where: str) -> Iterator[Part]:
    """All parts, in order. Raises ImportRefused."""
    reading = _PartReader(where)
    for number, line in enumerate(lines, 1):
        yield from reading.take(number, line)
    yield from reading.finish()


class _PartReader:
    """`_border`: a possible border; the next line that is not empty decides whether it is one. `_held`: its
    line and the empty ones after it."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._entry = 0
        self._border = _ENTRY
        self._held: list[str] = []
        self._begin(HEAD, 1)

    def _begin(self, name: str, line: int) -> None:
        self._name, self._line = name, line
        self._lines: list[str] = []
        self._size = self._broken = 0
        self._flaw = ""

    def take(self, number: int, raw: bytes) -> Iterator[Part]:
        text, broken = _decoded(raw)
        if text.rstrip() in _BORDERS:
            self._hold(text)
        elif self._border and not text.strip() and len(self._held) < _MAX_EMPTY:
            self._held.append(text)
        elif self._border and (name := self._begins(text)):
            yield from self.finish()
            self._entry += name == HEAD
            self._begin(name, number)
            self._add(text if name == HEAD else "", broken, len(raw))
        elif not self._entry:
            raise ImportRefused(self._where, number, f"begins with “{text[:40]}”", _HINT)
        else:
            self._release()
            self._add(text, broken, len(raw))

    def finish(self) -> Iterator[Part]:
        """The part that the border ends."""
        self._border, self._held = "", []
        if self._entry:
            yield self._part()

    def _hold(self, text: str) -> None:
        if len(self._held) >= _MAX_EMPTY:
            self._release()
        self._held.append(text)
        self._border = _ENTRY if _ENTRY in (self._border, text.rstrip()) else _PART

    def _begins(self, text: str) -> str:
        """The name of the part that begins with this line; "" if none does."""
        found = _FIELD.fullmatch(text.rstrip())
        if found is None:
            return ""
        if self._border == _ENTRY:
            return HEAD if found[1] in _KEYS else ""
        return found[1] if found[1] in _PARTS and not found[2] else ""

    def _release(self) -> None:
        """Add the held lines as text, because they are no border."""
        for text in self._held:
            self._add(text, False, len(text))
        self._border, self._held = "", []

    def _add(self, text: str, broken: bool, size: int) -> None:
        self._broken += broken
        self._size += size
        if self._size > MAXIMUM_FIELD:
            self._flaw = f"has more than {MAXIMUM_FIELD:,} characters in {self._name}"
        else:
            self._lines.append(text)

    def _part(self) -> Part:
        fields, text = _fields(self._lines, self._name)
        return Part(self._entry, self._name, self._line, fields, text, self._broken, self._flaw)


def _decoded(raw: bytes) -> tuple[str, bool]:
    raw = raw.rstrip(b"\r\n")
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return raw.decode("utf-8", windows.FALLBACK), True


def _fields(lines: Sequence[str], name: str) -> tuple[dict[str, list[str]], str]:
    """The fields at the beginning of a part, and the text after them."""
    fields: dict[str, list[str]] = {}
    if name in _TEXTS:
        return fields, "\n".join(lines[1:])
    for number, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if name in COMMENT_PARTS and line.strip() and not (found and _is_field(found[1], fields)):
            return fields, "\n".join(lines[number:])
        if found is not None:
            fields.setdefault(found[1], []).append(found[2].strip())
        elif name in COMMENT_PARTS and "DATE" in fields:
            return fields, "\n".join(lines[number + 1 :])
    return fields, ""


def _is_field(key: str, before: Mapping[str, object]) -> bool:
    """Whether a line of a comment that looks like a field is one: always before its date; after it, only for
    the fields that can follow and are not there yet."""
    return "DATE" not in before or (key in _AFTER_DATE and key not in before)
