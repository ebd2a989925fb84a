"""Tabs and nested lists, seen to before any block is read: tabs of code stay, lists nest by two spaces. Pure.

Python-Markdown makes spaces of all tabs, and wants four of them before what belongs to an item: with fewer an
item silently joins the list around it (CommonMark §5.2: as deep as the item's text is enough). Lines are
moved, never parted or joined. A list that nests by four stays as it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAB = 4
_INNER = 2
"""Spaces further in than an item is what belongs to it."""

_ITEM = re.compile(r"(?:[-+*]|\d+\.)(?=[ \t])")
_RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_NOTE = re.compile(r"\[\^[^\]]*\]:|:(?=[ \t])")  # or a definition: both are nested by four
_FENCE = re.compile(r"`{3,}|~{3,}")
_QUOTE = re.compile(r" {0,3}>[ \t]*")
_RAW = re.compile(r"<(pre|textarea)\b", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+[^`]*`+)")
_CODE = re.compile(rf"{_CODE_SPAN.pattern[:-1]}|<pre\b.*?</pre>)", re.IGNORECASE)
# Whether there may be a list to move: something two or three spaces further in than a multiple of four.
_MOVABLE = re.compile(r"\n(?:(?:    )* {2,3}(?:[-+*]|\d+\.) |\n(?:    )* {2,3}\S| {0,3}> ?(?:    )* {2,3}\S)")


class _Container(NamedTuple):
    """An item of a list, a note or a definition: where it begins, and where at least what belongs to it."""

    begins: int
    inner: int


class _Line(NamedTuple):
    """A line as it stays, and as it is where its list is moved."""

    kept: str
    moved: str


def regular(body: str) -> str:
    """The text with its lists nested by four, and with tabs in code only."""
    if "\t" not in body and not _MOVABLE.search(body):
        return body
    return "\n".join(_IndentationReader(body.split("\n")).lines())


class _IndentationReader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._made: list[str] = []
        self._list: list[_Line] = []  # that of the outermost container, and what of it must be moved
        self._moves = False
        self._containers: list[_Container] = []
        self._begins, self._code = True, 0  # whether a block may begin; from where on a line is code
        self._open: set[str] = set()  # what is never closed from here on

    def lines(self) -> list[str]:
        index = 0
        while index < len(self._lines):
            end = self._verbatim(index)
            if end > index:
                self._put_raw(self._lines[index:end])
            elif self._quotes(self._lines[index]):
                end = self._quote(index)
            else:
                self._line(self._lines[index])
                end = index + 1
            index = end
        self._end_list()
        return self._made

    def _verbatim(self, index: int) -> int:
        """Where code between fences ends that begins here, or raw HTML in which white space counts."""
        line = self._lines[index]
        if fence := _FENCE.match(line):
            return self._closed(index, fence[0])
        if "<" in line and _columns(line) < _TAB and (raw := _RAW.search(_CODE_SPAN.sub("", line))):
            end = f"</{raw[1].lower()}"
            if end not in line.lower().partition(raw[0].lower())[2]:
                return self._closed(index, end)
        return index

    def _closed(self, index: int, end: str) -> int:
        for last in range(index + 1, len(self._lines) if end not in self._open else 0):
            line = self._lines[last]
            if end in line.lower() if end[0] == "<" else line.rstrip(" ") == end:
                return last + 1
        self._open.add(end)
        return index

    def _put_raw(self, lines: list[str]) -> None:
        self._end_list()
        self._made += lines
        self._begins, self._code = True, 0

    def _quotes(self, line: str) -> bool:
        """Whether it is of a quotation, and not of one in an item."""
        return bool(_QUOTE.match(line)) and not (self._containers and self._depth(_columns(line)))

    def _quote(self, index: int) -> int:
        """A quotation is a text of its own."""
        end = index
        while end < len(self._lines) and _QUOTE.match(self._lines[end]):
            end += 1
        self._end_list()
        lines = [_spaced(line) for line in self._lines[index:end]]
        inner = [line.partition(">")[2].removeprefix(" ") for line in lines]
        for line, old, new in zip(lines, inner, _IndentationReader(inner).lines(), strict=True):
            self._made.append(line if old == new else f"> {new}")
        self._begins, self._code = False, 0
        return end

    def _line(self, line: str) -> None:
        columns = _columns(line)
        rest = line.lstrip(" \t")
        if not rest:
            self._put(_Line("", ""))
            self._begins = True
        elif self._code and columns >= self._code:
            self._put_code(line)
        elif (mark := self._mark(rest)) and self._nest(columns):
            self._put_item(line, columns, 2 * _INNER if mark == "note" else _INNER)
        elif self._begins:
            self._block(line, columns)
        else:
            self._put_text(line)
        if not columns and (rest.startswith("#") or _RULE.fullmatch(rest)):
            self._end_list()
            self._begins = True

    def _mark(self, rest: str) -> str:
        if _NOTE.match(rest):
            return "note"
        return "item" if _ITEM.match(rest) and not _RULE.fullmatch(rest) else ""

    def _nest(self, columns: int) -> bool:
        """Whether what begins here is in a list, or begins one."""
        if not self._containers:
            return self._begins and columns < _TAB
        depth = self._depth(columns)
        return not depth or columns - self._containers[depth - 1].begins < 2 * _TAB

    def _depth(self, columns: int) -> int:
        """In how many containers something stands that begins in a column."""
        depth = len(self._containers)
        while depth and columns < self._containers[depth - 1].inner and not (depth == 1 and columns >= _TAB):
            depth -= 1
        return depth

    def _put_item(self, line: str, columns: int, inner: int) -> None:
        depth = self._depth(columns)
        del self._containers[depth:]
        self._moves = self._moves or columns // _TAB != depth
        self._put(_moved(line, columns if not depth else depth * _TAB))
        self._containers.append(_Container(columns, columns + inner))
        self._begins, self._code = False, 0

    def _block(self, line: str, columns: int) -> None:
        """A paragraph or code behind an empty line."""
        depth = self._depth(columns)
        del self._containers[depth:]
        if not depth:
            self._end_list()
        code = self._containers[-1].begins + 2 * _TAB if depth else _TAB
        if columns >= code:
            self._code = code
            self._put_code(line)
            return
        self._moves = self._moves or columns // _TAB < depth
        self._put(_moved(line, depth * _TAB) if depth else _Line(_spaced(line), _spaced(line)))
        self._begins, self._code = False, 0

    def _put_text(self, line: str) -> None:
        """Take a line that continues a paragraph."""
        self._put(_Line(_spaced(line), _spaced(line)))
        self._code = 0

    def _put_code(self, line: str) -> None:
        indent = " " * (_TAB * (len(self._containers) + 1))
        self._put(_Line(indent + _cut(line, len(indent)), indent + _cut(line, self._code)))
        self._begins = False

    def _put(self, line: _Line) -> None:
        self._list.append(line)

    def _end_list(self) -> None:
        self._made += [line.moved if self._moves else line.kept for line in self._list]
        self._list, self._moves, self._containers = [], False, []


def _columns(line: str) -> int:
    """How far in a line begins; a tab goes to the next multiple of four."""
    columns = 0
    for sign in line:
        if sign not in " \t":
            break
        columns += 1 if sign == " " else _TAB - columns % _TAB
    return columns


def _cut(line: str, columns: int) -> str:
    """The line without so many columns of white space; of a tab that is cut in two, spaces are left."""
    reached = 0
    for index, sign in enumerate(line):
        if reached >= columns or sign not in " \t":
            return " " * max(reached - columns, 0) + line[index:]
        reached += 1 if sign == " " else _TAB - reached % _TAB
    return ""


def _moved(line: str, columns: int) -> _Line:
    spaced = _spaced(line)
    return _Line(spaced, " " * columns + spaced.lstrip(" "))


def _spaced(line: str) -> str:
    """With spaces for its tabs, but for those in code."""
    if "\t" not in line:
        return line
    return "".join(_each_spaced(line)) if "`" in line or "<" in line else line.expandtabs(_TAB)


def _each_spaced(line: str) -> Iterator[str]:
    for number, part in enumerate(_CODE.split(line)):
        yield part if number % 2 else part.expandtabs(_TAB)
