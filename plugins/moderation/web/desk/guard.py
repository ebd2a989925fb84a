"""Who may pass: before any page of the desk, and before anything that is not a page.

Without a session every address answers alike, whatever the method, whether it exists or not.
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
    """A request of somebody who has a session. `token`: what the forms of its pages carry."""

    session: BrowserSession
    token: str


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    """Look at every request below the desk's path, those that no route takes among them."""

    @routes.before_app_request
    def guard() -> Response | None:
        return _guard(intake, mount) if mount.holds(request.path) else None


def visit() -> Visit:
    """Of the request that is being answered; only where the guard let it pass."""
    found: Visit = g.visit
    return found


def secret(mount: DeskMount) -> str:
    """The session's secret, from its cookie."""
    return request.cookies.get(mount.cookie, "")


def is_own_form(mount: DeskMount) -> bool:
    """Whether what was posted stood on a page of the desk, as far as the browser tells."""
    headers = request.headers
    return mount.is_sent_from(headers.get("Origin"), headers.get("Sec-Fetch-Site"), request.host)


def locked(
    intake: Intake, mount: DeskMount, status: HTTPStatus = HTTPStatus.FORBIDDEN, said: str = "", key: str = ""
) -> Response:
    """The login page, in the place of what was asked for. `said`: what became of a try, in French. `key`:
    what a link of a mail holds, for a button."""
    by_mail = bool(intake.desk.settings.mail.moderators)
    said = intake.words.gettext(said) if said else ""
    return pages.render(
        intake, "desk/login", status, enter=f"{mount.path}/{ENTER}", said=said, key=key, by_mail=by_mail,
        home=f"{mount.path}/",
    )  # fmt: skip


def refused(intake: Intake, mount: DeskMount, status: HTTPStatus, why: str) -> Response:
    """`why`: a sentence in French."""
    return pages.render(intake, "desk/refused", status, why=intake.words.gettext(why), home=mount.address)


def _guard(intake: Intake, mount: DeskMount) -> Response | None:
    if not mount.is_asked_by(request.host):
        return refused(intake, mount, HTTPStatus.MISDIRECTED_REQUEST, _ELSEWHERE)
    if not mount.is_private:
        return refused(intake, mount, HTTPStatus.FORBIDDEN, _IN_CLEAR)
    if request.method == "POST" and request.path == f"{mount.path}/{ENTER}":
        return None
    visit = _known(intake, mount)
    if visit is None:
        return locked(intake, mount, key=request.args.get("cle", ""))
    g.visit = visit
    if request.method == "POST" and not _is_ours(mount, visit):
        return refused(intake, mount, HTTPStatus.FORBIDDEN, _FORGED)
    return None


def _known(intake: Intake, mount: DeskMount) -> Visit | None:
    """Who comes; nobody who is not a moderator any more."""
    given = secret(mount)
    session = intake.desk.sessions.use(given, intake.now()) if given else None
    if session is None or not intake.logins.may_enter(session.who):
        return None
    return Visit(session, sessions.form_token(given))


def _is_ours(mount: DeskMount, visit: Visit) -> bool:
    """Both what the form carries and what the browser says of where it stood."""
    given = request_data.form(request).get("jeton", "")
    return hmac.compare_digest(given.encode(), visit.token.encode()) and is_own_form(mount)
