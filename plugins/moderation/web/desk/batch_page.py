"""A decision on many comments: a page lists them, a button confirms, and another button undoes it."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.moderation.core import batches
from plugins.moderation.core.batch import BatchResult
from plugins.moderation.core.batches import NoSuchBatch
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.listed import ListedComment
from plugins.moderation.core.states import Action
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import flash, layout, list_query, selection, words
from plugins.moderation.web.desk.list_query import ListQuery
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.selection import Scope
from plugins.moderation.web.intake import Intake

_LISTED = 100
Step = Callable[[Desk, str, datetime], BatchResult]


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/ensemble")
    def ask_together() -> Response:
        return _ask(intake, mount)

    @routes.post(f"{mount.path}/ensemble/oui")
    def decide_together() -> Response:
        return _take(intake, mount, batches.carry_out)

    @routes.post(f"{mount.path}/ensemble/defaire")
    def undo_together() -> Response:
        return _take(intake, mount, batches.undo)


def _ask(intake: Intake, mount: DeskMount) -> Response:
    """Ask for confirmation. The batch is stored with the listed comments, so nothing else will be decided on,
    whatever arrives meanwhile."""
    form = request_data.form(request)
    query, decision = list_query.parse(form.get("retour", "")), form.get("decision", "")
    if decision not in set(Action):
        return redirect(query.url(mount.path), HTTPStatus.SEE_OTHER)
    action, lines = Action(decision), _chosen(intake, query, form.get("portee", ""))
    if not lines:
        return redirect(query.at(done=flash.NOTHING).url(mount.path), HTTPStatus.SEE_OTHER)
    batch = batches.plan(intake.desk, action, lines, intake.now())
    return layout.render(
        intake, mount, "batch", query=query, batch=batch.id,
        button=intake.words.gettext(words.BUTTONS[action]),
        question=words.question(action, len(lines), intake.known_site.site.lang), lines=lines[:_LISTED],
        unlisted=max(0, len(lines) - _LISTED), back=query.url(mount.path),
    )  # fmt: skip


def _chosen(intake: Intake, query: ListQuery, scope: str) -> list[ListedComment]:
    if scope == Scope.ALL:
        return selection.found(intake.desk, query)
    ticked, page = request_data.values(request, "choisi"), request_data.values(request, "ici")
    return selection.lines(intake.desk, selection.of_page(scope, ticked, page))


def _take(intake: Intake, mount: DeskMount, step: Step) -> Response:
    form = request_data.form(request)
    query = list_query.parse(form.get("retour", ""))
    try:
        result = step(intake.desk, form.get("lot", ""), intake.now())
    except NoSuchBatch:
        return redirect(query.at(done=flash.NOTHING).url(mount.path), HTTPStatus.SEE_OTHER)
    intake.follow_ups.decided()
    next_list = query.at(done=flash.of_batch(result), here="")
    return redirect(next_list.url(mount.path), HTTPStatus.SEE_OTHER)
