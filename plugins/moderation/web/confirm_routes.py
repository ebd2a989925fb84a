"""The routes of the confirmation page, which signed links in the moderator's mail lead to."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import publication
from plugins.moderation.core.queue_files import unreadable
from plugins.moderation.web import confirm, pages, request_data, responses
from plugins.moderation.web.intake import Intake

_UNREADABLE = N_("Le fichier de ce commentaire ne se lit pas\u202f; le journal du serveur dit où.")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("confirm", __name__)

    @routes.get(f"{intake.base}/decider/<token>")
    def look(token: str) -> Response:
        return _look(intake, token)

    @routes.post(f"{intake.base}/decider/<token>")
    def decide(token: str) -> Response:
        return _decide(intake, token, f"{intake.base}/decider/{token}")

    return routes


def _look(intake: Intake, token: str) -> Response:
    """Show the page. Changes nothing: mail scanners open links too, and send HEAD requests."""
    try:
        seen = confirm.look(intake.desk, intake.key, token, intake.now(), intake.known_site.site.lang)
    except confirm.NoSuchLink as error:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, error.why)
    except SiteError as error:
        return _unreadable(intake, error)
    site = intake.known_site
    article = site.articles.get(seen.submission.words.article)
    comment = responses.preview(seen.submission, article, site) if article else None
    return pages.page(
        intake, "confirm", seen=seen, article=article, comment=comment, published=_published(intake)
    )


def _published(intake: Intake) -> str:
    """The state of the publication in words; "" if there is no publish command."""
    desk = intake.desk
    if not desk.settings.desk.publish:
        return ""
    last, owed = publication.last(desk), desk.queue.owed.exists()
    return confirm.publication(last, owed, intake.now(), intake.known_site.site.lang)


def _decide(intake: Intake, token: str, here: str) -> Response:
    """Carry out the decision. The token is the credential; forms of other sites, which cannot know one, are
    refused all the same."""
    if not request_data.is_same_origin(request, intake.known_site.site.address):
        return pages.closed(intake, HTTPStatus.FORBIDDEN, N_("Ce formulaire vient d’un autre site."))
    try:
        changed = confirm.decide(intake.desk, intake.key, token, intake.now())
    except confirm.NoSuchLink as error:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, error.why)
    except SiteError as error:
        return _unreadable(intake, error)
    if changed:
        intake.follow_ups.decided()
    return redirect(here, HTTPStatus.SEE_OTHER)


def _unreadable(intake: Intake, error: SiteError) -> Response:
    """The link holds once the file is mended."""
    publication.on_stderr(unreadable(error))
    return pages.closed(intake, HTTPStatus.CONFLICT, _UNREADABLE)
