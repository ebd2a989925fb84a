"""What a moderator types next, so that readers see a decision."""

import shlex
from collections.abc import Mapping
from typing import Any

from plugins.common import conf
from plugins.common.settings import setting
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk


def command(desk: Desk) -> str:
    """For the address that the last build was for: one that nobody set down was said when it was typed."""
    known = SubmissionContext(desk.paths).site()
    address = known.site.address.rstrip("/") if known else ""
    settings = _settings(desk)
    if not address or address in (setting(settings, "SITE_ADDRESS"), settings.get("SITEURL")):
        return "make publish"
    return f"make publish SITEURL={shlex.quote(address)}"


def _settings(desk: Desk) -> Mapping[str, Any]:
    """Raises SiteError where they cannot be read."""
    path = desk.paths.root / conf.FILE
    return conf.read(str(path)).settings if path.is_file() else {}
