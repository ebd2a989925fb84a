"""Validates one line of the table of addresses. Pure."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from plugins.addresses.address import shown
from plugins.common.errors import nearest

COLUMNS = ("old", "new", "system", "id")
SYSTEMS = ("dotclear",)
_NUMBER = re.compile("[1-9][0-9]{0,17}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def problems(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of mistake and hint. A missing column counts as empty."""
    old, new, system, number = (cells.get(name, "") for name in COLUMNS)
    yield from _of_path("old", old)
    yield from _of_path("new", new)
    if "#" in old:
        yield f"old address “{old}” has a fragment", "Leave out “#” and the rest: no server is ever told it."
    if "&" in old.partition("?")[2]:
        yield f"old address “{old}” has a second parameter", "Leave out “&” and the rest."
    if "?" in new:
        yield f"new address “{new}” has a query", "Leave it out: pages of this site have none."
    yield from _of_system(system, number)


def _of_path(name: str, value: str) -> Iterator[tuple[str, str]]:
    if not value.startswith("/") or value.startswith("//"):
        what = f"{name} address “{value}” is not a path"
        yield what, "Write it from its first slash on, without scheme and host."
    elif _CONTROL.search(unquote(value)):
        yield f"{name} address “{shown(value)}” carries a control character", "Delete it."
    elif "\ufffd" in unquote(value):
        yield f"{name} address “{value}” is not UTF-8 once decoded", "Write the letters that are meant."
    elif {".", ".."} & set(unquote(value).partition("?")[0].split("/")):
        what = f"{name} address “{value}” has a “.” or “..” between slashes"
        yield what, "Write the address that it comes to: browsers ask for that one."


def _of_system(system: str, number: str) -> Iterator[tuple[str, str]]:
    if system and system not in SYSTEMS:
        yield f"unknown system “{system}”", nearest(system, SYSTEMS)
    if number and not _NUMBER.fullmatch(number):
        yield f"id “{number}” is not a number", "Write the number that the old system gave, or nothing."
    elif number and not system:
        yield f"id “{number}” without a system", f"Name the system that gave it: {' or '.join(SYSTEMS)}."
