"""Decisions, as the buttons of a list send them."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.moderation.core.decisions import REFUSALS
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import Action
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import choosing, done, queries
from plugins.moderation.web.desk.choosing import Choice
from plugins.moderation.web.desk.place import DeskPlace
from plugins.moderation.web.intake import Intake


def add(routes: Blueprint, intake: Intake, place: DeskPlace) -> None:
    @routes.post(f"{place.path}/decider")
    def decide() -> Response:
        return _decide(intake, place)


def _decide(intake: Intake, place: DeskPlace) -> Response:
    form = request_data.form(request)
    query = queries.parse(form.get("retour", ""))
    action, choices = form.get("decision", ""), choosing.read([form.get("choisi", "")])
    if action not in set(Action) or not choices:
        return redirect(query.url(place.path), HTTPStatus.SEE_OTHER)
    (choice,) = choices
    is_back = action == Action.UNDO and query.list is DeskList.PENDING
    query = query.at(here=choice.id if is_back else form.get("suivant", ""))
    was_done = _carry_out(intake, choice, Action(action))
    return redirect(query.at(done=done.of_one(choice.id, was_done)).url(place.path), HTTPStatus.SEE_OTHER)


def _carry_out(intake: Intake, choice: Choice, action: Action) -> bool:
    try:
        intake.desk.decide(choice.id, action, intake.now(), seen=choice.seen)
    except (NoSuchSubmission, SiteError, *REFUSALS):
        return False
    intake.follow_ups.decided()
    return True
