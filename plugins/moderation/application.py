"""The whole intake: comments are taken by web, and what follows is done in the background."""

from datetime import UTC, datetime

from flask import Flask

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.web import app
from plugins.moderation.web.intake import FollowUps


def create(paths: DeskPaths) -> Flask:
    """Raises SiteError where `moderation.toml` is wrong, or where no build has been made."""
    site = SiteFile(paths.known_site)
    worker = BackgroundWorker(Desk(paths), lambda: site.read().in_zone(datetime.now(UTC)))
    follow_ups = FollowUps(
        submitted=lambda _: worker.submitted(), decided=worker.decided, subscribed=worker.subscribed
    )
    return app.create(paths, follow_ups=follow_ups)
