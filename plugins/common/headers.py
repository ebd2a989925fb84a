"""The headed text format: `Name: value` lines, an empty line, a body kept exactly as typed.

Comments and submissions are written in it. Pure: bytes in, a value or a SiteError out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.common.errors import Problem, SiteError, nearest, not_utf8
from plugins.common.text import is_ordinary

_SIGNATURE = "\ufeff"  # of some editors
_LINE_END = re.compile(r"[\r\n]")  # NEL, U+2028 and U+2029 end no line of such a file
_EMPTY_LINE = re.compile(r"^\r?$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BORDER = "Leave an empty line before the text."
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]?(.*)")


@dataclass(frozen=True, slots=True)
class Schema:
    """The names a kind of file may carry, in the order in which they are written."""

    names: tuple[str, ...]
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Headed:
    """A parsed file: its fields, the line each stands on (from 1), and its body."""

    fields: Mapping[str, str]
    lines: Mapping[str, int]
    body: str


def parse(data: bytes, where: str, schema: Schema) -> Headed:
    """Read UTF-8 `data`; the final newline of the file is not part of the body.

    Raises SiteError with every problem of the file: encoding, control characters, and names or values
    that the schema does not allow.
    """
    text = _decode(data, where)
    head, body = _split(text)
    headed, problems = _fields(head, body, where)
    problems += _control_characters(text, where)
    problems += _against(headed, schema, where)
    if problems:
        raise SiteError(problems)
    return headed


def dump(fields: Mapping[str, str], body: str, schema: Schema) -> bytes:
    """Write the fields in the schema's order; `parse` gives the same fields and body back.

    Raises ValueError where a value could not be read back: that is our mistake, not the file's.
    """
    for name, value in fields.items():
        if name not in schema.names or not value or value != value.strip() or _LINE_END.search(value):
            raise ValueError(f"{name}: {value!r} cannot be written as a header")
    head = "".join(f"{name}: {fields[name]}\n" for name in schema.names if name in fields)
    return f"{head}\n{body}\n".encode()


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode().removeprefix(_SIGNATURE)
    except UnicodeDecodeError as error:
        raise SiteError([not_utf8(where, error)]) from None


def _split(text: str) -> tuple[list[str], str]:
    """Header lines and body. A lone CR is no line end: only LF and CRLF are."""
    border = _EMPTY_LINE.search(text)
    head, body = (text[: border.start()], text[border.end() + 1 :]) if border else (text, "")
    lines = head.removesuffix("\n").split("\n") if head else []
    return [line.removesuffix("\r") for line in lines], body.removesuffix("\n")


def _fields(head: list[str], body: str, where: str) -> tuple[Headed, list[Problem]]:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(head, 1):
        match = _HEADER.fullmatch(line)
        if match is None:
            hint = "Write “Name: value”; an empty line separates the headers from the text."
            problems.append(Problem(where, number, "not a header", hint))
            continue
        name, value = match[1], match[2].strip()
        if name in fields:
            hint = f"Keep one; the first is on line {lines[name]}."
            problems.append(Problem(where, number, f"header “{name}” is repeated", hint))
            continue
        if "\r" in value:
            hint = "Write a space in its place: to some programs it ends a line."
            problems.append(Problem(where, number, f"header “{name}” holds a carriage return", hint))
        if not value:
            hint = f"Give “{name}” a value, or delete the line."
            problems.append(Problem(where, number, f"header “{name}” is empty", hint))
        fields[name], lines[name] = value, number
    return Headed(fields, lines, body), problems


def has_control(text: str) -> bool:
    """Whether it holds one that no such file may hold."""
    return not is_ordinary(text) and _CONTROL.search(text) is not None  # hardly ever


def _control_characters(text: str, where: str) -> Iterator[Problem]:
    """C0 and C1 controls but TAB, LF, CR and NEL: no keyboard makes them and no feed may carry them."""
    if not has_control(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            what = f"control character U+{ord(found[0]):04X}"
            yield Problem(where, number, what, "Delete it; it cannot be shown, nor stand in a feed.")


def _against(headed: Headed, schema: Schema, where: str) -> Iterator[Problem]:
    for name, value in headed.fields.items():
        if name not in schema.names:
            hint = _BORDER if value.startswith("//") else nearest(name, schema.names)  # `http://…`
            yield Problem(where, headed.lines[name], f"unknown header “{name}”", hint)
    for name in schema.names if not schema.required <= headed.fields.keys() else ():
        if name in schema.required and name not in headed.fields:
            hint = f"Add “{name}: …” above the empty line."
            yield Problem(where, 1, f"header “{name}” is missing", hint)
