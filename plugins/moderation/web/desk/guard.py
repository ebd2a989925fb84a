"""Access control of the desk: every request needs a session, and every form its token.

Without a session, all addresses respond in the same way, whatever the method and whether they exist or not.
"""

import hmac
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.core import sessions
from plugins.moderation.core.sessions import BrowserSession
from plugins.moderation.web import pages, request_data
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

ENTER = "entrer"
_ELSEWHERE = N_("Le bureau n’est pas à cette adresse.")
_IN_CLEAR = N_("Le bureau ne s’ouvre que par https\u00a0: sinon, ce qui l’ouvre se lirait en chemin.")
_FORGED = N_(
    "Ce formulaire ne vient pas d’une page du bureau, ou elle était trop ancienne. Rien n’a été fait\u00a0: "
    "revenez au bureau, et recommencez."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with a session. `token`: the CSRF token of its forms."""

    session: BrowserSession
    token: str


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    """Check every request below the desk's path, including those without a route."""

    @routes.before_app_request
    def guard() -> Response | None:
        return _guard(intake, mount) if mount.holds(request.path) else None


def visit() -> Visit:
    """The visit of the present request, which the guard has allowed."""
    present: Visit = g.visit
    return present


def secret(mount: DeskMount) -> str:
    """The session's secret, from the cookie."""
    return request.cookies.get(mount.cookie, "")


def is_own_form(mount: DeskMount) -> bool:
    """Whether the form was on a page of the desk, as far as the browser tells."""
    headers = request.headers
    return mount.is_sent_from(headers.get("Origin"), headers.get("Sec-Fetch-Site"), request.host)


def locked(
    intake: Intake,
    mount: DeskMount,
    status: HTTPStatus = HTTPStatus.FORBIDDEN,
    message: str = "",
    key: str = "",
) -> Response:
    """The login page, instead of the requested one. `message`: the result of an attempt, in French. `key`:
    the token of a login link, for the button."""
    by_mail = bool(intake.desk.settings.mail.moderators)
    said = intake.words.gettext(message) if message else ""
    return pages.render(
        intake, "desk/login", status, enter=f"{mount.path}/{ENTER}", said=said, key=key, by_mail=by_mail,
        home=f"{mount.path}/",
    )  # fmt: skip


def refused(intake: Intake, mount: DeskMount, status: HTTPStatus, why: str) -> Response:
    """An error page. `why`: a French sentence."""
    return pages.render(intake, "desk/refused", status, why=intake.words.gettext(why), home=mount.address)


def _guard(intake: Intake, mount: DeskMount) -> Response | None:
    if not mount.is_asked_by(request.host):
        return refused(intake, mount, HTTPStatus.MISDIRECTED_REQUEST, _ELSEWHERE)
    if not mount.is_private:
        return refused(intake, mount, HTTPStatus.FORBIDDEN, _IN_CLEAR)
    if request.method == "POST" and request.path == f"{mount.path}/{ENTER}":
        return None
    visit = _visit(intake, mount)
    if visit is None:
        return locked(intake, mount, key=request.args.get("cle", ""))
    g.visit = visit
    if request.method == "POST" and not _is_ours(mount, visit):
        return refused(intake, mount, HTTPStatus.FORBIDDEN, _FORGED)
    return None


def _visit(intake: Intake, mount: DeskMount) -> Visit | None:
    """The visit of a valid session whose owner is still a moderator, or None."""
    cookie = secret(mount)
    session = intake.desk.sessions.use(cookie, intake.now()) if cookie else None
    if session is None or not intake.logins.may_enter(session.who):
        return None
    return Visit(session, sessions.form_token(cookie))


def _is_ours(mount: DeskMount, visit: Visit) -> bool:
    """Whether both the form's token and the browser's headers show that it is a form of the desk."""
    token = request_data.form(request).get("jeton", "")
    return hmac.compare_digest(token.encode(), visit.token.encode()) and is_own_form(mount)
