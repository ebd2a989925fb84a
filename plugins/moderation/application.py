"""The complete intake: the web application, connected to its background worker."""

from datetime import UTC, datetime

from flask import Flask

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.web import app
from plugins.moderation.web.intake import FollowUps


def create(desk: Desk) -> Flask:
    """The WSGI application. Raises SiteError if the site has not been built yet."""
    background = worker(desk)
    follow_ups = FollowUps(
        submitted=lambda _: background.submitted(),
        decided=background.decided,
        subscribed=background.subscribed,
        login_requested=background.login_requested,
    )
    return app.create(desk, follow_ups=follow_ups)


def worker(desk: Desk) -> BackgroundWorker:
    """The background worker of a process."""
    site = SiteFile(desk.paths.known_site)
    return BackgroundWorker(desk, lambda: site.read().in_zone(datetime.now(UTC)))
