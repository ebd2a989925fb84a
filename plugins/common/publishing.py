"""The command that publishes the site, as people type it."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.common import conf
from plugins.common.settings import setting


def command(address: str, settings: Mapping[str, Any]) -> str:
    """`make publish`, with `SITEURL=` if the last build got its `address` on the command line rather than
    from `settings`, which are those of `pelicanconf.py`."""
    address = address.rstrip("/")
    if not address or address in (setting(settings, "SITE_ADDRESS"), settings.get("SITEURL")):
        return "make publish"
    return f"make publish SITEURL={shlex.quote(address)}"


def next_command(build: Mapping[str, Any]) -> str:
    """The same after a build of the site in the current folder. `build`: its settings."""
    return command(str(build["SITEURL"]), conf.of_site_if_readable(Path()))
