"""The command that a moderator runs next, so that readers see a decision."""

import shlex

from plugins.common import conf
from plugins.common.settings import setting
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk


def command(desk: Desk) -> str:
    """`make publish`, with `SITEURL=` if the last build got its address on the command line rather than from
    the settings."""
    site = SubmissionContext(desk.paths).site()
    address = site.site.address.rstrip("/") if site else ""
    settings = conf.of_site_if_readable(desk.paths.root)
    if not address or address in (setting(settings, "SITE_ADDRESS"), settings.get("SITEURL")):
        return "make publish"
    return f"make publish SITEURL={shlex.quote(address)}"
