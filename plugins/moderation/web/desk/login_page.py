"""Login to the desk: a moderator's address gets a login link by mail, and its token starts a session. The
only cookie of the whole site.

The link itself does not log in; the button on its page does, since mail scanners open links too.
"""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.core.login import MINUTES
from plugins.moderation.core.signing import InvalidToken
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import guard
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

_SENT = N_(
    "Si cette adresse est celle d’une personne qui modère ici, un message vient de lui être envoyé. "
    "Il contient un lien, valable %(minutes)s\u00a0minutes."
)
_NO_KEY = N_(
    "Ce lien n’est pas valable, ou ne l’est plus\u00a0: il ne sert qu’une fois. Demandez-en un autre."
)
_TOO_MANY = N_("Trop d’essais viennent de votre réseau. Attendez une heure, puis recommencez.")
_OTHER_SITE = N_("Ce formulaire vient d’un autre site.")


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/{guard.ENTER}")
    def enter() -> Response:
        return _enter(intake, mount)

    @routes.post(f"{mount.path}/sortir")
    def leave() -> Response:
        intake.desk.sessions.end(guard.visit().session.name)
        return _without_cookie(mount, redirect(f"{mount.path}/", HTTPStatus.SEE_OTHER))


def _enter(intake: Intake, mount: DeskMount) -> Response:
    if not guard.is_own_form(mount):
        return guard.locked(intake, mount, message=_OTHER_SITE)
    if not intake.counters.may_log_in(request.remote_addr, intake.now()):
        return guard.locked(intake, mount, HTTPStatus.TOO_MANY_REQUESTS, _TOO_MANY)
    form = request_data.form(request)
    if "cle" in form:
        return _with_key(intake, mount, form["cle"])
    _send_key(intake, mount, form.get("adresse", "").strip())
    return guard.locked(
        intake, mount, HTTPStatus.ACCEPTED, intake.words.gettext(_SENT) % {"minutes": MINUTES}
    )


def _send_key(intake: Intake, mount: DeskMount, typed: str) -> None:
    """Send a login link, if the address is a moderator's. The mail is sent in the background, so that the
    response time does not show whether it is."""
    people = {person.casefold(): person for person in intake.desk.settings.mail.moderators}
    person = people.get(typed.casefold())
    if person and intake.counters.may_mail_key(person, intake.now()):
        key = intake.logins.issue(person, intake.now())
        intake.follow_ups.login_requested(person, f"{mount.address}?cle={key}")


def _with_key(intake: Intake, mount: DeskMount, key: str) -> Response:
    """Start a new session, whatever cookie the browser has; its old session ends."""
    try:
        who = intake.logins.take(key, intake.now())
    except InvalidToken:
        return guard.locked(intake, mount, message=_NO_KEY)
    sessions, old = intake.desk.sessions, guard.secret(mount)
    if old and (before := sessions.use(old, intake.now())):
        sessions.end(before.name)
    answer = redirect(f"{mount.path}/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(mount.cookie, sessions.begin(who, intake.now()), path=mount.cookie_path,
                      secure=mount.encrypted, httponly=True, samesite="Strict")  # fmt: skip
    return answer


def _without_cookie(mount: DeskMount, answer: Response) -> Response:
    answer.delete_cookie(mount.cookie, path=mount.cookie_path, secure=mount.encrypted, httponly=True,
                         samesite="Strict")  # fmt: skip
    return answer
