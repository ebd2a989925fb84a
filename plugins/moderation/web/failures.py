"""Error pages of the intake, and what may be logged of an error."""

import sys
from http import HTTPStatus
from traceback import format_tb

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.web import pages
from plugins.moderation.web.intake import Intake


def handle(app: Flask, intake: Intake) -> None:
    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return pages.closed(intake, HTTPStatus(error.code or 500), _explained(error.code))

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        log(error)
        return pages.closed(intake, HTTPStatus.INTERNAL_SERVER_ERROR, _explained(None))


def log(error: Exception) -> None:
    print(_without_words(error), end="", file=sys.stderr, flush=True)


def _without_words(error: Exception) -> str:
    """An error for the log: the traceback and the operating system's message, but not the error's own
    message, which may quote a visitor."""
    reason = f": {error.strerror}" if isinstance(error, OSError) else ""
    return "".join((*format_tb(error.__traceback__), f"{type(error).__name__}{reason}\n"))


def _explained(code: int | None) -> str:
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return N_(
            "Votre commentaire est trop long\u00a0: 60\u202f000\u00a0octets au plus."
            " Revenez en arrière, et coupez-le."
        )
    if code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return N_("Cette page n’existe pas.")
    return N_("Votre commentaire n’a pas été enregistré. Revenez en arrière, et envoyez-le de nouveau.")
