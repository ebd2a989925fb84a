"""Reads the owner's settings, `site.toml`, and maps its keys to settings of Pelican and of this project.

`pelicanconf.py` belongs to the project and gets the owner's settings from here, so that an upgrade can
replace it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.common import toml_file
from plugins.common.errors import Problem, SiteError, nearest

FILE = "site.toml"
CONF = "pelicanconf.py"
TABLE = "pelican"
"""The table for all other settings, by their own names."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file, its setting, and the type of its value."""

    name: str
    setting: str
    kind: Any


_TEXTS = tuple[str, ...]
_PAIRS = tuple[tuple[str, str], ...]
KEYS = (
    Key("name", "SITENAME", str),
    Key("subtitle", "SITESUBTITLE", str),
    Key("author", "AUTHOR_LINE", str),
    Key("address", "SITE_ADDRESS", str),
    Key("language", "DEFAULT_LANG", str),
    Key("timezone", "TIMEZONE", str),
    Key("id", "SITE_ID", str),
    Key("menu", "MENUITEMS", _PAIRS),
    Key("footer", "FOOTER_ITEMS", _PAIRS),
    Key("comments", "COMMENTS_OPEN", bool),
    Key("comments_by_web", "COMMENT_INTAKE_URL", str),
    Key("comments_by_mail", "COMMENT_MAIL", str),
    Key("comments_close_after_days", "COMMENTS_CLOSE_AFTER_DAYS", int),
    Key("desk", "DESK_URL", str),
    Key("old_system", "OLD_SYSTEM", str),
    Key("hosts", "HOSTS", _TEXTS),
    Key("embeds", "EMBEDS", _TEXTS),
    Key("images_from", "IMAGES_FROM", _TEXTS),
    Key("security", "SECURITY", dict),
)
_REQUIRED = ("name", "address", "id")
ADDRESS = re.compile(r"https?://[^/\s?#]+(?:/[^\s?#]*[^\s?#/])?")
"""Of a site: without a slash at its end, see `without_slash`."""
_PATTERN = re.compile(r"(ARTICLE|DRAFT|PAGE|DRAFT_PAGE)_(URL|SAVE_AS)")
_BY_NAME = {key.name: key for key in KEYS}
_BY_SETTING = {key.setting: key for key in KEYS}


@dataclass(frozen=True, slots=True)
class SettingLocation:
    """Where a setting was set, and under which name."""

    file: str
    line: int
    name: str

    def problem(self, what: str, hint: str) -> Problem:
        """A problem with this setting. `what` follows its name."""
        return Problem(self.file, self.line, f"{self.name}{what}", hint)


def read(path: Path) -> dict[str, Any]:
    """The settings in a file, by their names in `pelicanconf.py`; none if the file does not exist. Raises
    SiteError with every problem."""
    return parse(path.read_text(encoding="utf-8"), path.name) if path.is_file() else {}


def parse(text: str, where: str) -> dict[str, Any]:
    """As `read`, for the text of a file."""
    given = toml_file.load(text, where)
    if problems := list(_problems(given, text, where)):
        raise SiteError(problems)
    others = given.pop(TABLE, {})
    given["address"] = without_slash(given["address"])
    settings = {_BY_NAME[name].setting: _plain(value) for name, value in given.items()}
    return settings | _in_all_languages({name: _plain(value) for name, value in others.items()})


def _in_all_languages(settings: dict[str, Any]) -> dict[str, Any]:
    """Copy the address patterns to Pelican's settings for articles with a `Lang`, which have the same
    addresses here."""
    matches = ((_PATTERN.fullmatch(name), value) for name, value in settings.items())
    return {f"{match[1]}_LANG_{match[2]}": value for match, value in matches if match} | settings


def location_of(settings: Mapping[str, Any], name: str, file: Path = Path(FILE)) -> SettingLocation:
    """Where the setting `name` was set: on a line of the owner's file, or else in `pelicanconf.py`."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    try:
        given = parse(text, file.name)
    except SiteError:
        given = {}
    if name not in given or given[name] != settings.get(name):
        return SettingLocation(CONF, 0, name)
    called = _BY_SETTING[name].name if name in _BY_SETTING else name
    return SettingLocation(file.name, toml_file.line_of(text, called), called)


def unknown(text: str, where: str, known: Collection[str]) -> Iterator[Problem]:
    """Problems with unknown settings below `[pelican]`. `known`: Pelican's and ours. Settings of addresses
    can have any name."""
    for name in toml_file.load(text, where).get(TABLE, {}):
        if name not in known and not name.endswith(("_URL", "_SAVE_AS")):
            line = toml_file.line_of(text, name)
            yield Problem(where, line, f"no setting is called “{name}”", nearest(name, sorted(known)))


def _plain(value: Any) -> Any:
    """A value with tuples instead of lists, as in `pelicanconf.py`."""
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _problems(given: Mapping[str, Any], text: str, where: str) -> Iterator[Problem]:
    for name in _REQUIRED:
        if name not in given:
            yield Problem(where, 0, f"“{name}” is missing", f"Write “{name} = …”, or let “make begin” ask.")
    for name, value in given.items():
        line = toml_file.line_of(text, name)
        if name == TABLE and isinstance(value, dict):
            yield from _of_others(value, text, where)
        elif name not in _BY_NAME:
            yield Problem(where, line, f"unknown key “{name}”", nearest(name, (*_BY_NAME, TABLE)))
        elif wanted := toml_file.wrong_kind(_BY_NAME[name].kind, value):
            yield Problem(where, line, f"“{name}” is not {wanted}", f"Write {wanted}, or delete the line.")
        elif name == "address" and not ADDRESS.fullmatch(without_slash(value)):
            hint = "Write it as in https://blog.example."
            yield Problem(where, line, f"“{value}” is not an address of a site", hint)
        elif name == "timezone" and not is_zone(value):
            yield Problem(where, line, f"no zone is called “{value}”", "Write it as in Europe/Paris.")


def without_slash(address: str) -> str:
    """A site's address as templates need it. Browsers show it with a slash at its end, and people copy it."""
    return address.removesuffix("/")


def is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False


def _of_others(table: Mapping[str, Any], text: str, where: str) -> Iterator[Problem]:
    for name in table:
        line = toml_file.line_of(text, name)
        if name in _BY_SETTING:
            hint = f"Write “{_BY_SETTING[name].name} = …” above [{TABLE}]."
            yield Problem(where, line, f"“{name}” has a key of its own", hint)
        elif name in _BY_NAME:
            yield Problem(where, line, f"“{name}” stands below [{TABLE}]", f"Move it above [{TABLE}].")
        elif not name.isupper():
            hint = f"Settings are written in capitals; see {CONF}."
            yield Problem(where, line, f"“{name}” is not the name of a setting", hint)
