"""The page of sessions: who is logged in to the desk, with buttons to end sessions."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.moderation.core.sessions import BrowserSession
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import guard, layout, words
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

PATH = "sessions/"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in words. `began`, `used`: how long ago."""

    name: str
    who: str
    began: str
    used: str
    is_own: bool


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/{PATH}")
    def sessions() -> Response:
        going = [session for session in intake.desk.sessions.all() if not session.is_over(intake.now())]
        lines = [_line(intake, session) for session in going]
        return layout.render(intake, mount, "sessions", PATH, sessions=lines)

    @routes.post(f"{mount.path}/{PATH}finir")
    def end_session() -> Response:
        name = request_data.form(request).get("session", "")
        if name == "toutes":
            intake.desk.sessions.end_all()
        else:
            intake.desk.sessions.end(name)
        return redirect(f"{mount.path}/{PATH}", HTTPStatus.SEE_OTHER)


def _line(intake: Intake, session: BrowserSession) -> SessionLine:
    now, lang = intake.now(), intake.known_site.site.lang
    return SessionLine(
        session.name,
        session.who,
        words.duration((now - session.began).total_seconds(), lang),
        words.duration((now - session.used).total_seconds(), lang),
        session.name == guard.visit().session.name,
    )
