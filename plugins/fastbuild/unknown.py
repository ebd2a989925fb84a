"""What a site uses that is not known here: its builds cannot go on from one another, and Pelican does all of
it anew, each time, as with FASTBUILD = False. Pure but for a look at where Python finds a module.
"""

import importlib.util
import os
import re
import sysconfig
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta, tzinfo
from functools import cache
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType
from typing import Any
from uuid import UUID

from plugins.common import versions

PLUGINS = tuple(
    f"plugins.{name}.hooks"
    for name in (
        *("typography", "articles", "attachments", "policy", "comments", "views", "feeds"),
        *("moderation", "addresses"),
        *("discovery", "staging", "fastbuild"),
    )
)
"""What the plan of a site is made for. Any other may change any text, page or file, by whatever it likes."""

_PLAIN = (str, bytes, int, float, type(None), PurePath, re.Pattern, date, time, timedelta, tzinfo, UUID)
_CODE = (FunctionType, BuiltinFunctionType, type)
_IN_CONTENT = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "THEME_STATIC_PATHS")
_MORE_TEMPLATES = ("THEME_TEMPLATES_OVERRIDES", "TEMPLATE_PAGES")
_FEEDS = tuple(
    f"{of}FEED_{form}"
    for of in ("", "CATEGORY_", "TAG_", "AUTHOR_", "TRANSLATION_")
    for form in ("ATOM", "RSS", *(("ALL_ATOM", "ALL_RSS") if not of else ()))
)


def reason(settings: Mapping[str, Any]) -> str:
    """The first such thing, as it is told; empty if there is none. `settings`: the author's or Pelican's."""
    return next(_reasons(settings), "")


def _reasons(settings: Mapping[str, Any]) -> Iterator[str]:
    if not versions.proven("pelican"):
        yield "this version of Pelican is not known here"
    yield from _plugins(tuple(map(_name, settings.get("PLUGINS") or ())))
    if not settings.get("WITH_FUTURE_DATES", True):
        yield "WITH_FUTURE_DATES asks the clock"
    if settings.get("DEFAULT_DATE") == "fs":
        yield "DEFAULT_DATE asks the clock of each file"
    if settings.get("OUTPUT_SOURCES"):
        yield "OUTPUT_SOURCES copies sources"
    yield from (f"{name} makes a feed of Pelican's" for name in _FEEDS if settings.get(name))
    yield from (
        f"{name} names templates outside of the theme" for name in _MORE_TEMPLATES if settings.get(name)
    )
    for name in _IN_CONTENT:
        yield from (f"{name} leads out of its folder: {path}" for path in _strays(settings.get(name) or ()))
    for name, extension in _extensions(settings):
        if not _is_watched(extension, or_missing=True):
            yield f"{name} names {extension}, whose code is not watched"
    for name, value in settings.items():
        if name.isupper() and name != "PLUGINS" and not _is_plain(value):
            yield f"{name} holds code that is not watched"


def _name(plugin: Any) -> str:
    return plugin if isinstance(plugin, str) else getattr(plugin, "__name__", repr(plugin))


def _plugins(names: tuple[str, ...]) -> Iterator[str]:
    yield from (
        f"PLUGINS names {name}, which is not of this project" for name in names if name not in PLUGINS
    )
    yield from (f"PLUGINS lacks {name}" for name in PLUGINS if name not in names)
    if names != PLUGINS:
        yield "PLUGINS are in another order"


def _strays(paths: Any) -> Iterator[str]:
    for path in [paths] if isinstance(paths, str) else paths:
        if PurePath(path).is_absolute() or os.path.normpath(path).startswith(os.pardir):
            yield path


def _extensions(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Those of Markdown and of Jinja that are named; an object is no plain value."""
    for name in ("MARKDOWN", "JINJA_ENVIRONMENT"):
        for extension in settings.get(name, {}).get("extensions", ()):
            if isinstance(extension, str):
                yield name, extension


def _is_plain(value: Any) -> bool:
    """Whether all that it says is seen in it; of code, whether a change of it would be."""
    if isinstance(value, Mapping):
        return all(_is_plain(key) and _is_plain(one) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(_is_plain, value))
    return _is_watched(value.__module__) if isinstance(value, _CODE) else isinstance(value, _PLAIN)


@cache
def _is_watched(module: str, or_missing: bool = False) -> bool:
    """Whether it is ours, Python's or a library's, whose versions are known. `or_missing`: a name that an
    installed library made up for an extension of its own is no module."""
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
