"""The command that a moderator runs next, so that readers see a decision."""

import shlex
from collections.abc import Mapping
from typing import Any

from plugins.common import conf
from plugins.common.settings import setting
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk


def command(desk: Desk) -> str:
    """`make publish`, with `SITEURL=` if the last build got its address on the command line rather than from
    the settings."""
    site = SubmissionContext(desk.paths).site()
    address = site.site.address.rstrip("/") if site else ""
    settings = _settings(desk)
    if not address or address in (setting(settings, "SITE_ADDRESS"), settings.get("SITEURL")):
        return "make publish"
    return f"make publish SITEURL={shlex.quote(address)}"


def _settings(desk: Desk) -> Mapping[str, Any]:
    """The settings of the site. Raises SiteError if they cannot be read."""
    path = desk.paths.root / conf.FILE
    return conf.read(str(path)).settings if path.is_file() else {}
