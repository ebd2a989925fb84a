"""A file of settings with other values: each line that is not asked about stays as it was. Pure."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

_TABLE = "["


def with_values(text: str, values: Mapping[str, Any], table: str = "") -> str:
    """The file's text, with these keys in a table, or above all of them; new ones follow its others, and so
    does a new table."""
    lines = text.splitlines()
    if table and values and f"[{table}]" not in lines:
        lines += ["", f"[{table}]"]
    for name, value in values.items():
        begin, end = _section(lines, table)
        found = _extent(lines, name, begin, end)
        if found is None:
            lines.insert(end, f"{name} = {_toml(value)}")
        else:
            first, last = found
            comment = _comment(lines[first]) if first == last else ""
            lines[first : last + 1] = [_with_comment(f"{name} = {_toml(value)}", comment, lines[first])]
    return "\n".join(lines) + "\n"


def plain(line: str) -> str:
    """A line without its comment."""
    return line.removesuffix(_comment(line)).rstrip()


def _section(lines: list[str], table: str) -> tuple[int, int]:
    """Where a table's lines begin and end."""
    begin = lines.index(f"[{table}]") + 1 if table else 0
    tables = (n for n in range(begin, len(lines)) if lines[n].startswith(_TABLE))
    end = next(tables, len(lines))
    while table and end > begin and not lines[end - 1].strip():
        end -= 1
    return begin, end


def _extent(lines: list[str], name: str, begin: int, end: int) -> tuple[int, int] | None:
    """The first and the last line of a key and its value."""
    for first in range(begin, end):
        line = lines[first]
        if line.partition("=")[0].strip() == name and "=" in line:
            for last in range(first, len(lines)):
                if _is_toml("\n".join(lines[first : last + 1])):
                    return first, last
    return None


def _with_comment(said: str, comment: str, before: str) -> str:
    """The comment stays in its column, as far as it can."""
    return f"{said:<{before.index(comment) - 1}} {comment}" if comment else said


def _comment(line: str) -> str:
    """What stands behind the value on its line."""
    for at, sign in enumerate(line):
        if sign == "#" and _is_toml(line[:at]):
            return line[at:]
    return ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple):
        return "[\n" + "".join(f"    {_toml(one)},\n" for one in value) + "]"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
