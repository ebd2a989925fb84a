"""Erases one comment, or many of a list, permanently. It cannot be undone, so only comments that were listed
on the page before are erased, and at most as many as it can list."""

from collections.abc import Iterable
from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.moderation.core import erasure, personal_data, search
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import IdNotUnique, NoSuchId
from plugins.moderation.core.personal_data import PersonalData
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import flash, guard, kept_data, layout, list_query, selection, words
from plugins.moderation.web.desk.list_query import ListQuery
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.selection import Scope
from plugins.moderation.web.intake import Intake

_MOST = 100


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/effacer")
    def ask_to_erase() -> Response:
        return _ask(intake, mount)

    @routes.post(f"{mount.path}/effacer/oui")
    def erase_for_good() -> Response:
        return _erase(intake, mount)


def _ask(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    query = list_query.parse(form.get("retour", ""))
    query = query.at(here=form.get("suivant", query.here))
    return _show(intake, mount, query, _named(intake.desk, query))


def _show(
    intake: Intake, mount: DeskMount, query: ListQuery, names: list[str], changed: bool = False
) -> Response:
    """Ask for confirmation. `changed`: the data have changed since they were listed."""
    listed = names[:_MOST]
    data = _find(intake.desk, listed)
    if data.is_empty:
        return redirect(query.at(done=flash.NOTHING).url(mount.path), HTTPStatus.SEE_OTHER)
    return layout.render(
        intake, mount, "erase", query=query, names=listed, digest=data.digest, changed=changed,
        question=words.erase(_count(data), intake.known_site.site.lang), unlisted=len(names) - len(listed),
        lines=kept_data.lines(data, mount.path, intake.words), back=query.url(mount.path),
    )  # fmt: skip


def _erase(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    query, names = list_query.parse(form.get("retour", "")), request_data.values(request, "efface")[:_MOST]
    data = _find(intake.desk, names)
    if data.digest != form.get("empreinte"):
        return _show(intake, mount, query, names, changed=True)
    erasure.erase(intake.desk, data, intake.now())
    intake.follow_ups.decided()
    done = flash.of_erased(_count(data), guard.visit().token)
    return redirect(query.at(done=done).url(mount.path), HTTPStatus.SEE_OTHER)


def _named(desk: Desk, query: ListQuery) -> list[str]:
    """The names of the comments to erase, for `search.by_id`: one by its own button, or several by check
    boxes."""
    form = request_data.form(request)
    if name := form.get("efface", ""):
        return [name]
    if form.get("portee") == Scope.ALL:
        return [comment.id for comment in selection.found(desk, query)]
    ticked, page = request_data.values(request, "choisi"), request_data.values(request, "ici")
    return [choice.id for choice in selection.of_page(form.get("portee", ""), ticked, page)]


def _find(desk: Desk, names: Iterable[str]) -> PersonalData:
    parts = []
    for name in names:
        try:
            parts.append(search.by_id(name, desk))
        except (NoSuchId, IdNotUnique, NoSuchSubmission, SiteError):
            continue
    return personal_data.together(parts)


def _count(data: PersonalData) -> int:
    """The number of comments. A submission and the comment published from it count as one."""
    ids = {submission.id for _, submission in data.kept}
    return len(ids) + sum(comment.filed.comment.id not in ids for comment in data.published)
