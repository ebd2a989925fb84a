"""The whole intake: comments are taken by web, and what follows is done in the background."""

from datetime import UTC, datetime

from flask import Flask

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.web import app
from plugins.moderation.web.intake import FollowUps


def create(desk: Desk) -> Flask:
    """Raises SiteError where no build has been made."""
    at_work = worker(desk)
    follow_ups = FollowUps(
        submitted=lambda _: at_work.submitted(),
        decided=at_work.decided,
        subscribed=at_work.subscribed,
        login_requested=at_work.login_requested,
    )
    return app.create(desk, follow_ups=follow_ups)


def worker(desk: Desk) -> BackgroundWorker:
    site = SiteFile(desk.paths.known_site)
    return BackgroundWorker(desk, lambda: site.read().in_zone(datetime.now(UTC)))
