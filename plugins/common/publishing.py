"""The command that publishes the site, as people type it, and what waits for it."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.common import conf
from plugins.common.moment import Period
from plugins.common.settings import setting


def command(address: str, settings: Mapping[str, Any]) -> str:
    """`make publish`, with `SITEURL=` if the last build got its `address` on the command line rather than
    from `settings`, which are those of `pelicanconf.py`."""
    address = address.rstrip("/")
    if not address or address in (setting(settings, "SITE_ADDRESS"), settings.get("SITEURL")):
        return "make publish"
    return f"make publish SITEURL={shlex.quote(address)}"


def due_next(period: Period | None, build: Mapping[str, Any]) -> str:
    """What a build of the site in the current folder says of what is due next, and with which command;
    empty if nothing is. `build`: its settings."""
    if period is None or period.until is None:
        return ""
    next_command = command(str(build["SITEURL"]), conf.of_site_if_readable(Path()))
    return period.told(ZoneInfo(setting(build, "TIMEZONE")), next_command)
