"""TOML that a person writes: read, with the line of each name, and what kind of value is wanted. Pure."""

import re
import tomllib
from typing import Any

from plugins.common.errors import Problem, SiteError

_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
_KINDS: dict[Any, str] = {
    int: "a whole number",
    bool: "true or false",
    str: "a text",
    tuple[str, ...]: "a list of texts",
    tuple[tuple[str, str], ...]: "a list of pairs of texts",
    dict: "a table",
}


def load(text: str, where: str) -> dict[str, Any]:
    """Raises SiteError with the line where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        what, line = _PLACE.sub("", str(error)), int(place[1]) if place else 0
        raise SiteError([Problem(where, line, f"not TOML: {what}", "See https://toml.io/.")]) from None


def line_of(text: str, name: str) -> int:
    """The line of a key or of a table's head, from 1."""
    begins = re.compile(rf'\s*(?:\[\s*)?"?{re.escape(name)}"?\s*[\]=]')
    return next((n for n, line in enumerate(text.splitlines(), 1) if begins.match(line)), 0)


def wrong_kind(kind: Any, value: object) -> str:
    """What is wanted in its place, in words; empty where the value is of the kind."""
    return "" if _is_kind(kind, value) else _KINDS[kind]


def _is_kind(kind: Any, value: object) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(kind, type) and kind in (bool, str, dict):
        return isinstance(value, kind)
    if kind == tuple[str, ...]:
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return isinstance(value, list) and all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(word, str) for word in one)
        for one in value
    )
