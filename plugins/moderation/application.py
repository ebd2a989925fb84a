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
    at_work = worker(paths)
    follow_ups = FollowUps(
        submitted=lambda _: at_work.submitted(),
        decided=at_work.decided,
        subscribed=at_work.subscribed,
        login_requested=at_work.login_requested,
    )
    return app.create(paths, follow_ups=follow_ups)


def worker(paths: DeskPaths) -> BackgroundWorker:
    """Raises SiteError where `moderation.toml` is wrong."""
    site = SiteFile(paths.known_site)
    return BackgroundWorker(Desk(paths), lambda: site.read().in_zone(datetime.now(UTC)))
