"""The page of a subscription: confirm it, end it, or end all subscriptions of its address. Opening it changes
nothing. Mail programs can end it with `List-Unsubscribe=One-Click` (RFC 8058 §3.2: no cookie, no
question)."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import news, signing
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.signing import InvalidToken, Purpose
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.core.subscriptions import NoSuchSubscription
from plugins.moderation.web import pages, request_data
from plugins.moderation.web.intake import Intake

_GONE = N_("Cet avis n’existe pas, ou plus\u00a0: rien ne vous sera envoyé.")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("subscription", __name__)
    address = f"{intake.base}/avis/<token>"

    @routes.get(address)
    def look(token: str) -> Response:
        return _look(intake, token)

    @routes.post(address)
    def change(token: str) -> Response:
        return _change(intake, token)

    return routes


def _look(intake: Intake, token: str) -> Response:
    try:
        one = _read(intake, token)
    except (InvalidToken, NoSuchSubscription, SiteError):
        return pages.closed(intake, HTTPStatus.NOT_FOUND, _GONE)
    article = intake.known_site.articles.get(one.article)
    return pages.page(intake, "subscription", one=one, article=article)


def _change(intake: Intake, token: str) -> Response:
    """Confirm or end. Ending does not check the origin: mail programs have none, and the token is the
    credential."""
    action = request_data.form(request).get("action", "")
    try:
        wanted = _read(intake, token)
    except (InvalidToken, NoSuchSubscription, SiteError):
        return pages.closed(intake, HTTPStatus.NOT_FOUND, _GONE)
    if action == "confirm":
        return _confirm(intake, token, wanted)
    ending = intake.desk.subscriptions.of(wanted.address) if action == "end-all" else [wanted]
    for subscription in ending:
        intake.desk.subscriptions.end(subscription.id)
    return pages.closed(intake, HTTPStatus.OK, N_("C’est fait\u00a0: rien ne vous sera plus envoyé."))


def _confirm(intake: Intake, token: str, subscription: Subscription) -> Response:
    if not request_data.is_same_origin(request, intake.known_site.site.address):
        return pages.closed(intake, HTTPStatus.FORBIDDEN, N_("Ce formulaire vient d’un autre site."))
    standing = news.standing(SubmissionContext(intake.desk.paths).thread(subscription.article))
    intake.desk.subscriptions.confirm(subscription.id, standing, intake.now())
    return redirect(f"{intake.base}/avis/{token}", HTTPStatus.SEE_OTHER)


def _read(intake: Intake, token: str) -> Subscription:
    return intake.desk.subscriptions.read(signing.read_id(token, Purpose.SUBSCRIBER, intake.key))
