"""The receipt of a comment: what its sender is told, and may keep."""

import re
from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.moderation.core import submission_file
from plugins.moderation.web import pages
from plugins.moderation.web.intake import Intake

_FINGERPRINT = re.compile(r"[0-9a-f]{10}")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("receipt", __name__)

    @routes.get(f"{intake.base}/recu/<identifier>/<fingerprint>")
    def receipt(identifier: str, fingerprint: str) -> Response:
        return _receipt(intake, identifier, fingerprint)

    return routes


def _receipt(intake: Intake, identifier: str, fingerprint: str) -> Response:
    """Says again what the redirect says, of public things only: it looks no submission up, so it tells nobody
    anything."""
    if not submission_file.is_id(identifier) or not _FINGERPRINT.fullmatch(fingerprint):
        return pages.closed(intake, HTTPStatus.NOT_FOUND, "Ce reçu n’existe pas.")
    return pages.page(
        intake,
        "received",
        identifier=identifier,
        fingerprint=fingerprint,
        article=intake.known.articles.get(request.args.get("billet", "")),
        delay=intake.usual_delay(),
    )
