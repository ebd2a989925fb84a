"""`site.toml` with other values: each line that is not asked about stays as its owner wrote it. Pure."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

_TABLE = "["


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The file's text, with these keys above its tables; new ones follow the others."""
    lines = text.splitlines()
    for name, value in values.items():
        found = _extent(lines, name)
        if found is None:
            at = next((n for n, line in enumerate(lines) if line.startswith(_TABLE)), len(lines))
            lines.insert(at, f"{name} = {_toml(value)}")
        else:
            first, last = found
            comment = _comment(lines[first]) if first == last else ""
            lines[first : last + 1] = [_with_comment(f"{name} = {_toml(value)}", comment, lines[first])]
    return "\n".join(lines) + "\n"


def _extent(lines: list[str], name: str) -> tuple[int, int] | None:
    """The first and the last line of a key and its value."""
    for first, line in enumerate(lines):
        if line.startswith(_TABLE):
            return None
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
