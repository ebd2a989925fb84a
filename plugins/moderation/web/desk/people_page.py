"""Requests by a person (GDPR): shows all data about them, or about one comment by its id, and erases them.

The data are listed before they are erased; if they have changed since, they are listed again instead.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import erasure, search, submission_file
from plugins.moderation.core.lookup import IdNotUnique, NoSuchId
from plugins.moderation.core.personal_data import PersonalData
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import kept_data, layout
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

PATH = "personnes/"
_NOTHING = PersonalData((), ())
_UNREADABLE = N_("Des fichiers ne se lisent pas\u00a0: la réponse ne serait pas complète. %(files)s")
_CHANGED = N_("Ce qui est gardé a changé entre-temps. Rien n’est effacé encore\u00a0: relisez.")


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/{PATH}")
    def people() -> Response:
        return _show(intake, mount, request.args.get("qui", "").strip())

    @routes.post(f"{mount.path}/{PATH}effacer")
    def erase() -> Response:
        return _erase(intake, mount)


def _find(intake: Intake, who: str) -> PersonalData:
    """The data of an id or of a person. Raises SiteError, NoSuchId, IdNotUnique, NoSuchSubmission."""
    if submission_file.is_id(who):
        return search.by_id(who, intake.desk)
    return search.by_person(who, intake.desk) if who else _NOTHING


def _show(intake: Intake, mount: DeskMount, who: str, note: str = "", erased: int = 0) -> Response:
    try:
        data = _find(intake, who)
    except (NoSuchId, IdNotUnique, NoSuchSubmission):
        data = _NOTHING
    except SiteError as error:
        files = ", ".join(problem.where for problem in error.problems)
        data, note = _NOTHING, intake.words.gettext(_UNREADABLE) % {"files": files}
    return layout.render(
        intake, mount, "people", PATH, who=who, note=note, erased=erased,
        certain=kept_data.lines(data, mount.path, intake.words), digest=data.digest,
        perhaps=[kept_data.published(comment, mount.path, intake.words) for comment in data.perhaps],
    )  # fmt: skip


def _erase(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    who = form.get("qui", "")
    try:
        data = _find(intake, who)
    except (NoSuchId, IdNotUnique, NoSuchSubmission, SiteError):
        data = _NOTHING
    if data.is_empty or data.digest != form.get("empreinte"):
        return _show(intake, mount, who, intake.words.gettext(_CHANGED))
    erased = erasure.erase(intake.desk, data, intake.now())
    intake.follow_ups.decided()
    return _show(intake, mount, who, erased=len(erased))
