"""Comments erased for good, one or many of a list. It cannot be undone, so nothing goes that was not listed
before: at most as many as a page lists."""

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
    """`changed`: what was listed before is not what is there now."""
    listed = names[:_MOST]
    found = _find(intake.desk, listed)
    if found.is_empty:
        return redirect(query.at(done=flash.NOTHING).url(mount.path), HTTPStatus.SEE_OTHER)
    return layout.render(
        intake, mount, "erase", query=query, names=listed, digest=found.digest, changed=changed,
        question=words.erase(_count(found), intake.known.site.lang), unlisted=len(names) - len(listed),
        lines=kept_data.lines(found, mount.path, intake.words), back=query.url(mount.path),
    )  # fmt: skip


def _erase(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    query, names = list_query.parse(form.get("retour", "")), request_data.every(request, "efface")[:_MOST]
    found = _find(intake.desk, names)
    if found.digest != form.get("empreinte"):
        return _show(intake, mount, query, names, changed=True)
    erasure.erase(intake.desk, found, intake.now())
    intake.follow_ups.decided()
    done = flash.of_erased(_count(found), guard.visit().token)
    return redirect(query.at(done=done).url(mount.path), HTTPStatus.SEE_OTHER)


def _named(desk: Desk, query: ListQuery) -> list[str]:
    """One, by its own button; or those of a list, by boxes. As `search.by_id` takes them."""
    form = request_data.form(request)
    if one := form.get("efface", ""):
        return [one]
    if form.get("portee") == Scope.ALL:
        return [one.id for one in selection.found(desk, query)]
    ticked, page = request_data.every(request, "choisi"), request_data.every(request, "ici")
    return [choice.id for choice in selection.of_page(form.get("portee", ""), ticked, page)]


def _find(desk: Desk, names: Iterable[str]) -> PersonalData:
    every = []
    for name in names:
        try:
            every.append(search.by_id(name, desk))
        except (NoSuchId, IdNotUnique, NoSuchSubmission, SiteError):
            continue
    return personal_data.together(every)


def _count(found: PersonalData) -> int:
    """Of comments: what is published of one that is kept is the same one."""
    kept = {one.id for _, one in found.kept}
    return len(kept) + sum(one.filed.comment.id not in kept for one in found.published)
