"""What a machine's settings say of whoever sits before it: a language and a time zone. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping

from plugins.common.site_settings import is_zone

_LANGUAGE, _ZONE = "en", "UTC"
"""Where a machine does not say; the questions are English."""
_NO_LANGUAGE = {"", "C", "POSIX"}
_UTC = {"Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"}
_ZONES = "zoneinfo/"


def language(environment: Mapping[str, str], known: Collection[str]) -> str:
    """The first of the languages asked for that is known. In the order of gettext, where LANGUAGE, a list,
    counts only if there is a locale with a language (GNU gettext manual, 2.3.3)."""
    locales = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, locales), "")
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    if _code(locale) in _NO_LANGUAGE:
        return _LANGUAGE
    return next((code for code in map(_code, wanted) if code in known), _LANGUAGE)


def _code(locale: str) -> str:
    """`fr` of `fr_FR.UTF-8` and `fr@euro`."""
    return re.split(r"[_.@]", locale)[0]


def time_zone(environment: Mapping[str, str], link: str) -> str:
    """`link`: where `/etc/localtime` leads."""
    name = next(filter(is_zone, _zones(environment, link)), _ZONE)
    return _ZONE if name in _UTC else name


def _zones(environment: Mapping[str, str], link: str) -> Iterator[str]:
    """A colon may stand before a name in TZ (POSIX.1-2024, XBD 8.3)."""
    yield environment.get("TZ", "").removeprefix(":")
    yield link.partition(_ZONES)[2]
