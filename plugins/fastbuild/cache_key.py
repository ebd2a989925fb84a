"""Keys of what a kept result depends on beside its source: with another key it is made again. And what no key
can cover: with something of that kind builds cannot go on from one another, and Pelican makes everything anew
each time, as with FASTBUILD = False.
"""

import importlib.util
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta, tzinfo
from functools import cache
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType
from typing import Any
from uuid import UUID

from plugins.common import versions
from plugins.common.conf import Conf
from plugins.common.digests import digest
from plugins.common.theme import folders, local

_PLACE = re.compile(" at 0x[0-9a-f]+")
_OURS = Path(__file__).parents[1]
# What a text passes on its way to HTML. They import each other and `common`, and nothing else of ours.
_READING = ("articles", "common", "fastbuild", "markdown", "typography")
PLUGINS = tuple(
    f"plugins.{name}.hooks"
    for name in (
        *("typography", "articles", "attachments", "policy", "comments", "views", "feeds"),
        *("moderation", "addresses"),
        *("discovery", "staging", "fastbuild"),
    )
)
"""What the plan of a site is made for. Any other may change any text, page or file, by whatever it likes."""
_BESIDE = frozenset({"NOW"})
"""Settings that no kept result depends on as they stand: of a moment, its period counts (`state`)."""
_PLAIN = (str, bytes, int, float, type(None), PurePath, re.Pattern, date, time, timedelta, tzinfo, UUID)
_CODE = (FunctionType, BuiltinFunctionType, type)
_IN_CONTENT = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "THEME_STATIC_PATHS")
_MORE_TEMPLATES = ("THEME_TEMPLATES_OVERRIDES", "TEMPLATE_PAGES")
_FEED = re.compile("([A-Z]+_)?FEED_(ALL_)?(ATOM|RSS)")


def of_reading(settings: Mapping[str, Any]) -> bytes:
    """The key of what Markdown and typography make of a text."""
    used = {name: settings.get(name) for name in ("MARKDOWN", "FORMATTED_FIELDS", "FRENCH_TYPOGRAPHY")}
    return _key(_files(_OURS / folder for folder in _READING), _libraries(), [repr(used)])


def of_site(settings: Mapping[str, Any], theme: Path, site: Any) -> str:
    """The key of what everything else makes of it. `site`: the packed view of the site, which every page
    shows: its menus depend on which pages exist."""
    return _key(_files([_OURS, *folders(theme)]), _libraries(), [repr((_as_text(settings), site))]).hex()


def of_conf(conf: Conf) -> bytes:
    """The key of settings, from files or from the environment."""
    return digest(repr((conf.file, _as_text(conf.settings))).encode())


def _as_text(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Settings as text; a function as its name, without its address in memory."""
    counts = (name for name in settings if name.isupper() and name not in _BESIDE)
    return [(name, _PLACE.sub("", repr(settings[name]))) for name in sorted(counts)]


def _files(roots: Iterable[Path]) -> Iterator[str]:
    for folder in roots:
        yield f"[{folder.name}]"  # what moved from one to another is another thing
        walked = os.walk(folder, followlinks=True)  # as `changes` looks at them
        for path in sorted(Path(place, name) for place, _, names in walked for name in names):
            if path.is_file() and path.suffix != ".pyc":
                yield f"{path.relative_to(folder)} {digest(path.read_bytes()).hex()}"


def _libraries() -> Iterable[str]:
    return sys.version, *sorted(versions.libraries())


def _key(*parts: Iterable[str]) -> bytes:
    return digest("\n\n".join("\n".join(part) for part in parts).encode())


def unknown(settings: Mapping[str, Any]) -> str:
    """The first thing that no key can cover, as a message; empty if there is none. `settings`: the author's
    or Pelican's."""
    return next(_unknown(settings), "")


def _unknown(settings: Mapping[str, Any]) -> Iterator[str]:
    if not versions.proven("pelican"):
        yield "this version of Pelican is not known here"
    yield from _plugins(tuple(map(_name, settings.get("PLUGINS") or ())))
    if not settings.get("WITH_FUTURE_DATES", True):
        yield "WITH_FUTURE_DATES asks the clock"
    if settings.get("DEFAULT_DATE") == "fs":
        yield "DEFAULT_DATE asks the clock of each file"
    if settings.get("OUTPUT_SOURCES"):
        yield "OUTPUT_SOURCES copies sources"
    feeds = (name for name in settings if settings[name] and _FEED.fullmatch(name))
    yield from (f"{name} makes a feed of Pelican's" for name in feeds)
    yield from (
        f"{name} names templates outside of the theme"
        for name in _MORE_TEMPLATES
        if any(not _is_local(path, settings) for path in settings.get(name) or ())
    )
    for name in _IN_CONTENT:
        strays = (path for path in _strays(settings.get(name) or ()) if not _is_local(path, settings))
        yield from (f"{name} leads out of its folder: {path}" for path in strays)
    yield from _extensions(settings)
    for name, value in settings.items():
        if name.isupper() and name != "PLUGINS" and not _is_plain(value):
            yield f"{name} holds code that is not watched"


def _name(plugin: Any) -> str:
    return plugin if isinstance(plugin, str) else getattr(plugin, "__name__", repr(plugin))


def _plugins(names: tuple[str, ...]) -> Iterator[str]:
    foreign = (name for name in names if name not in PLUGINS)
    yield from (f"PLUGINS names {name}, which is not of this project" for name in foreign)
    yield from (f"PLUGINS lacks {name}" for name in PLUGINS if name not in names)
    if names != PLUGINS:
        yield "PLUGINS are in another order"


def _is_local(path: Any, settings: Mapping[str, Any]) -> bool:
    """Whether it is in the owner's `theme.local/`, which is watched with the theme."""
    return bool(settings.get("THEME")) and PurePath(path).is_relative_to(local(settings["THEME"]))


def _strays(paths: Any) -> Iterator[str]:
    for path in [paths] if isinstance(paths, str) else paths:
        if PurePath(path).is_absolute() or os.path.normpath(path).startswith(os.pardir):
            yield path


def _extensions(settings: Mapping[str, Any]) -> Iterator[str]:
    """Extensions that are given by name; given as objects they are not plain values."""
    for name in ("MARKDOWN", "JINJA_ENVIRONMENT"):
        for extension in settings.get(name, {}).get("extensions", ()):
            if isinstance(extension, str) and not _is_watched(extension, or_missing=True):
                yield f"{name} names {extension}, whose code is not watched"


def _is_plain(value: Any) -> bool:
    """Whether its `repr` shows all of it; for code, whether a change of it would be noticed."""
    if isinstance(value, Mapping):
        return all(_is_plain(key) and _is_plain(one) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(_is_plain, value))
    return _is_watched(value.__module__) if isinstance(value, _CODE) else isinstance(value, _PLAIN)


@cache
def _is_watched(module: str, or_missing: bool = False) -> bool:
    """Whether a module is ours, Python's or an installed library's, whose versions are in the key.
    `or_missing`: or is no module at all: libraries make up names for extensions of their own."""
    top = module.partition(".")[0]
    try:
        found = importlib.util.find_spec(top)
    except ValueError:  # the program itself
        return False
    if top == "plugins" or found is None:
        return top == "plugins" or or_missing
    places = found.submodule_search_locations or [found.origin or ""]
    known = tuple(
        f"{sysconfig.get_path(name)}{os.sep}" for name in ("stdlib", "platstdlib", "purelib", "platlib")
    )
    return found.origin in ("built-in", "frozen") or all(place.startswith(known) for place in places)
