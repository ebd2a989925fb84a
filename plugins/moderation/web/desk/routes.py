"""The blueprint of the browser desk; each module adds its pages to it."""

from http import HTTPStatus

from flask import Blueprint
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.web import failures
from plugins.moderation.web.desk import (
    batch_page,
    comment_page,
    decide,
    edit_page,
    erase_page,
    guard,
    list_page,
    login_page,
    people_page,
    publication_page,
    reply_page,
    rules_page,
    sessions_page,
    statistics_page,
)
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

_PAGES = (
    login_page.add,
    list_page.add,
    comment_page.add,
    decide.add,
    batch_page.add,
    reply_page.add,
    edit_page.add,
    erase_page.add,
    people_page.add,
    publication_page.add,
    sessions_page.add,
    statistics_page.add,
    rules_page.add,
)
_MISSING = N_("Cette page n’existe pas.")
_FAILED = N_("Cela n’a pas pu être fait. Rien n’est perdu\u00a0: revenez au bureau, et recommencez.")


def blueprint(intake: Intake, mount: DeskMount) -> Blueprint:
    routes = Blueprint("desk", __name__)
    guard.add(routes, intake, mount)
    for add in _PAGES:
        add(routes, intake, mount)

    @routes.route(f"{mount.path}/<path:_>")
    def missing(_: str) -> Response:
        return guard.refused(intake, mount, HTTPStatus.NOT_FOUND, _MISSING)

    @routes.errorhandler(HTTPException)
    def not_taken(error: HTTPException) -> Response:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        return guard.refused(intake, mount, status, _FAILED)

    @routes.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        failures.log(error)
        return guard.refused(intake, mount, HTTPStatus.INTERNAL_SERVER_ERROR, _FAILED)

    return routes
