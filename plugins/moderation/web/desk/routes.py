"""The desk in a browser: one blueprint, and each module adds its pages to it."""

from http import HTTPStatus

from flask import Blueprint
from werkzeug.wrappers import Response

from plugins.moderation.web.desk import entrance, guard, listing
from plugins.moderation.web.desk.place import DeskPlace
from plugins.moderation.web.intake import Intake

_PAGES = (entrance.add, listing.add)
_MISSING = "Cette page n’existe pas."
_FAILED = "Cela n’a pas pu être fait. Rien n’est perdu\u00a0: revenez au bureau, et recommencez."


def blueprint(intake: Intake, place: DeskPlace) -> Blueprint:
    routes = Blueprint("desk", __name__)
    guard.stand(routes, intake, place)
    for add in _PAGES:
        add(routes, intake, place)

    @routes.route(f"{place.path}/<path:_>")
    def missing(_: str) -> Response:
        return guard.refused(intake, place, HTTPStatus.NOT_FOUND, _MISSING)

    return routes
