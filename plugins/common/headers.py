"""Parses and writes text files with headers: `Name: value` lines, an empty line, and a body exactly as typed.
Pure.

Comments, submissions and subscriptions are stored in this format.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.common.errors import Problem, SiteError, nearest, not_utf8
from plugins.common.text import is_ordinary

_SIGNATURE = "\ufeff"  # a byte order mark, which some editors write
_LINE_END = re.compile(r"[\r\n]")  # NEL, U+2028 and U+2029 are not line ends in this format
_EMPTY_LINE = re.compile(r"^\r?$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BORDER = "Leave an empty line before the text."
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]?(.*)")


@dataclass(frozen=True, slots=True)
class Schema:
    """The header names of a kind of file, in the order in which they are written."""

    names: tuple[str, ...]
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Headed:
    """A parsed file: its fields, the line of each (from 1), and its body."""

    fields: Mapping[str, str]
    lines: Mapping[str, int]
    body: str


def parse(data: bytes, where: str, schema: Schema) -> Headed:
    """Parse UTF-8 `data`. The final newline is not part of the body.

    Raises SiteError with every problem of the file: its encoding, control characters, and names or values
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
    """The file with these fields, in the schema's order; `parse` returns the same fields and body.

    Raises ValueError for a value that could not be read back, which is a bug of the caller.
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
    """The header lines and the body. Only LF and CRLF are line ends, a lone CR is not."""
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
    """Whether a text contains a control character that is not allowed."""
    return not is_ordinary(text) and _CONTROL.search(text) is not None  # hardly ever


def _control_characters(text: str, where: str) -> Iterator[Problem]:
    """Problems with control characters (C0 and C1 except TAB, LF, CR and NEL): nobody types them, and feeds
    must not contain them."""
    if not has_control(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if control := _CONTROL.search(line):
            what = f"control character U+{ord(control[0]):04X}"
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
