"""The confirm page, which a signed link of the moderator's mail leads to."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.core import publication
from plugins.moderation.web import confirm, pages, request_data, responses
from plugins.moderation.web.intake import Intake


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
    """Nothing happens here: scanners of mail open links, too (and ask with HEAD)."""
    try:
        seen = confirm.look(intake.desk, intake.key, token, intake.now(), intake.known.site.lang)
    except confirm.NoSuchLink as error:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, error.why)
    known = intake.known
    article = known.articles.get(seen.submission.words.article)
    comment = responses.preview(seen.submission, article, known) if article else None
    return pages.page(
        intake, "confirm", seen=seen, article=article, comment=comment, published=_published(intake)
    )


def _published(intake: Intake) -> str:
    """What became of the publication, in words; nothing where nobody set up a command."""
    desk = intake.desk
    if not desk.settings.desk.publish:
        return ""
    last, owed = publication.last(desk), desk.queue.owed.exists()
    return confirm.publication(last, owed, intake.now(), intake.known.site.lang)


def _decide(intake: Intake, token: str, here: str) -> Response:
    """The token is the authority; a form of another site cannot know one, and is refused all the same."""
    if not request_data.is_same_origin(request, intake.known.site.address):
        return pages.closed(intake, HTTPStatus.FORBIDDEN, N_("Ce formulaire vient d’un autre site."))
    try:
        changed = confirm.decide(intake.desk, intake.key, token, intake.now())
    except confirm.NoSuchLink as error:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, error.why)
    if changed:
        intake.follow_ups.decided()
    return redirect(here, HTTPStatus.SEE_OTHER)
