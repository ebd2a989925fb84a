"""Decisions by the buttons of a list."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.moderation.core.decisions import REFUSALS
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.queue import NoSuchSubmission, NotEdited
from plugins.moderation.core.states import Action
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import flash, list_query, selection
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.selection import Choice
from plugins.moderation.web.intake import Intake

Step = Callable[[Intake, Choice, Action], None]


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/decider")
    def decide() -> Response:
        return _decide(intake, mount)


def _decide(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    query = list_query.parse(form.get("retour", ""))
    action, choices = form.get("decision", ""), selection.read([form.get("choisi", "")])
    if action not in set(Action) or not choices:
        return redirect(query.url(mount.path), HTTPStatus.SEE_OTHER)
    (choice,) = choices
    is_back = action == Action.UNDO and query.list is DeskList.PENDING
    query = query.at(here=choice.id if is_back else form.get("suivant", ""))
    step = _give_back if "mots" in form else _decide_on
    was_done = _tried(intake, step, choice, Action(action))
    return redirect(query.at(done=flash.of_one(choice.id, was_done)).url(mount.path), HTTPStatus.SEE_OTHER)


def _tried(intake: Intake, step: Step, choice: Choice, action: Action) -> bool:
    try:
        step(intake, choice, action)
    except (NoSuchSubmission, NotEdited, SiteError, *REFUSALS):
        return False
    intake.follow_ups.decided()
    return True


def _decide_on(intake: Intake, choice: Choice, action: Action) -> None:
    intake.desk.decide(choice.id, action, intake.now(), revision=choice.revision)


def _give_back(intake: Intake, choice: Choice, _: Action) -> None:
    """Restore the words before a moderator's edit; the state does not change."""
    intake.desk.queue.give_back(choice.id, choice.revision)
