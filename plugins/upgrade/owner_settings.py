"""Makes a `site.toml` of the settings that an owner had in `pelicanconf.py` before version 0.2. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.common.site_settings import KEYS, TABLE
from plugins.upgrade.evaluated import CODE

_ADDRESS = "SITE_ADDRESS"
_PLACES = ("PATH", "THEME", "OUTPUT_PATH", "SITEURL")
"""Set on the command line or by the project; an owner's SITEURL becomes the address."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """`text`: of `site.toml`; `moved`: the changed settings that it contains; `left`: the changed settings
    that it cannot hold."""

    text: str
    moved: tuple[str, ...]
    left: tuple[str, ...]


def take_over(before: Mapping[str, Any], own: Mapping[str, Any], address: str) -> TakenOver:
    """`before`: the settings of the version that the owner began with; `own`: the owner's settings;
    `address`: that of the published site."""
    changed = [name for name, value in own.items() if name not in before or before[name] != value]
    keys = {key.setting: key for key in KEYS}
    values = {**own, _ADDRESS: address}
    lines = [
        f"{key.name} = {_toml(values[key.setting])}"
        for key in KEYS
        if key.setting in values and _is_plain(values[key.setting])
    ]
    others = [name for name in changed if name not in keys and name not in _PLACES]
    more = [f"{name} = {_toml(own[name])}" for name in others if _is_plain(own[name])]
    text = "\n".join(["# What is yours; docs/settings.md says what each key does.", "", *lines])
    if more:
        text += "\n".join(["", "", f"[{TABLE}]", *more])
    left = [name for name in changed if not _is_plain(own[name])]
    return TakenOver(f"{text}\n", tuple(name for name in changed if name not in left), tuple(left))


def _is_plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_plain, value.values()))
    return all(map(_is_plain, value)) if isinstance(value, list) else value is not None and value != CODE


def _toml(value: Any) -> str:
    """A value as TOML. Strings, numbers, booleans and lists are written as in JSON."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{json.dumps(name, ensure_ascii=False)} = {_toml(value)}"
