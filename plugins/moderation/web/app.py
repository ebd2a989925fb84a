"""The Flask application of the intake: accepts the comment form, shows a preview, stores a submission. No
script, no cookie.

Each `…_routes` module is a blueprint. Nothing of a request is logged, and what a visitor wrote is always
shown again if it cannot be accepted.
"""

from datetime import UTC, datetime

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from plugins.moderation.core.desk import Desk
from plugins.moderation.web import (
    comment_routes,
    confirm_routes,
    failures,
    headers,
    reply_routes,
    sender_routes,
    subscription_routes,
)
from plugins.moderation.web.desk import mount, routes
from plugins.moderation.web.intake import Clock, FollowUps, Intake
from plugins.views import template_files

MAXIMUM_BODY = 256 * 1024
"""The longest text that is allowed, percent-encoded by the browser (WHATWG URL §5.1: up to three times as
long), with a margin."""
_BLUEPRINTS = (
    comment_routes.blueprint,
    reply_routes.blueprint,
    sender_routes.blueprint,
    subscription_routes.blueprint,
    confirm_routes.blueprint,
)
_NOTHING = FollowUps()


def create(desk: Desk, clock: Clock = lambda: datetime.now(UTC), follow_ups: FollowUps = _NOTHING) -> Flask:
    """The application. Raises SiteError if there has been no build."""
    intake = Intake(desk, clock, follow_ups)
    app = Flask(__name__, template_folder=None, static_folder=None)
    app.jinja_loader = template_files.loader(
        desk.paths.root / intake.known_site.settings.theme, intake.known_site.site.lang
    )
    app.config.update(MAX_CONTENT_LENGTH=MAXIMUM_BODY, MAX_FORM_MEMORY_SIZE=MAXIMUM_BODY, MAX_FORM_PARTS=20)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = app.jinja_env.keep_trailing_newline = True
    if proxies := intake.desk.settings.intake.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint(intake))
    if at := mount.of(intake.known_site.desk):
        app.register_blueprint(routes.blueprint(intake, at))
    failures.handle(app, intake)

    @app.after_request
    def with_headers(answer: Response) -> Response:
        if answer.location:
            answer.set_data(b"")  # Flask's text is in English, and browsers follow a redirect by themselves
        answer.headers.extend(headers.of(intake.known_site.site.address))
        return answer

    return app
