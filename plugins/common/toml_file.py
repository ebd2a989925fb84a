"""Reads TOML files written by people: with the line of a key, and checks of the types of values. Pure."""

import re
import tomllib
from typing import Any

from plugins.common.errors import Problem, SiteError

_LOCATION = re.compile(r" \(at line (\d+), column \d+\)$")
_KINDS: dict[Any, str] = {
    int: "a whole number",
    bool: "true or false",
    str: "a text",
    tuple[str, ...]: "a list of texts",
    tuple[tuple[str, str], ...]: "a list of pairs of texts",
    dict: "a table",
}


def load(text: str, where: str) -> dict[str, Any]:
    """Parse TOML. Raises SiteError with the line of the first error."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        location = _LOCATION.search(str(error))
        what, line = _LOCATION.sub("", str(error)), int(location[1]) if location else 0
        raise SiteError([Problem(where, line, f"not TOML: {what}", "See https://toml.io/.")]) from None


def line_of(text: str, name: str) -> int:
    """The line of a key or of the header of a table, from 1; 0 if there is none."""
    begins = re.compile(rf'\s*(?:\[\s*)?"?{re.escape(name)}"?\s*[\]=]')
    return next((n for n, line in enumerate(text.splitlines(), 1) if begins.match(line)), 0)


def wrong_kind(kind: Any, value: object) -> str:
    """A description of the expected type if the value has another one; otherwise ""."""
    return "" if _is_kind(kind, value) else _KINDS[kind]


def _is_kind(kind: Any, value: object) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(kind, type) and kind in (bool, str, dict):
        return isinstance(value, kind)
    if kind == tuple[str, ...]:
        return isinstance(value, list) and all(isinstance(text, str) and text for text in value)
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in value
    )
