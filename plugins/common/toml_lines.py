"""Changes values in a TOML file, and leaves all other lines as they are. Pure."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

_TABLE = "["


def with_values(text: str, values: Mapping[str, Any], table: str = "") -> str:
    """The text of a file with these values for keys of a table, or of the top level. New keys are added after
    the others, and a new table at the end."""
    lines = text.splitlines()
    if table and values and f"[{table}]" not in lines:
        lines += ["", f"[{table}]"]
    for name, value in values.items():
        begin, end = _section(lines, table)
        extent = _extent(lines, name, begin, end)
        if extent is None:
            lines.insert(end, f"{name} = {_toml(value)}")
        else:
            first, last = extent
            comment = _comment(lines[first]) if first == last else ""
            lines[first : last + 1] = [_with_comment(f"{name} = {_toml(value)}", comment, lines[first])]
    return "\n".join(lines) + "\n"


def plain(line: str) -> str:
    """A line without its comment."""
    return line.removesuffix(_comment(line)).rstrip()


def _section(lines: list[str], table: str) -> tuple[int, int]:
    """The range of a table's lines."""
    begin = lines.index(f"[{table}]") + 1 if table else 0
    tables = (n for n in range(begin, len(lines)) if lines[n].startswith(_TABLE))
    end = next(tables, len(lines))
    while table and end > begin and not lines[end - 1].strip():
        end -= 1
    return begin, end


def _extent(lines: list[str], name: str, begin: int, end: int) -> tuple[int, int] | None:
    """The first and the last line of a key with its value, or None."""
    for first in range(begin, end):
        line = lines[first]
        if line.partition("=")[0].strip() == name and "=" in line:
            for last in range(first, len(lines)):
                if _is_toml("\n".join(lines[first : last + 1])):
                    return first, last
    return None


def _with_comment(line: str, comment: str, before: str) -> str:
    """A line with its comment, in the same column as before if possible."""
    return f"{line:<{before.index(comment) - 1}} {comment}" if comment else line


def _comment(line: str) -> str:
    """The comment at the end of a line, or ""."""
    for offset, character in enumerate(line):
        if character == "#" and _is_toml(line[:offset]):
            return line[offset:]
    return ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple):
        return "[\n" + "".join(f"    {_toml(item)},\n" for item in value) + "]"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
