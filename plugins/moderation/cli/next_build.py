"""The command that a moderator runs next, so that readers see a decision."""

from plugins.common import conf, publishing
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk


def command(desk: Desk) -> str:
    """`make publish`, for the address of the last build."""
    site = SubmissionContext(desk.paths).site()
    return publishing.command(site.site.address if site else "", conf.of_site_if_readable(desk.paths.root))
