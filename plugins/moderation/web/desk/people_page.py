"""What a person asks for (GDPR): all that is kept of them, and its erasure; of one comment, too.

What would go is listed before anything does; what has come since then is not erased unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_, Translations
from plugins.moderation.core import erasure, search
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.lookup import AmbiguousId, PublishedComment
from plugins.moderation.core.personal_data import PersonalData, QueueItem
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import layout, words
from plugins.moderation.web.desk.place import DeskPlace
from plugins.moderation.web.intake import Intake

PATH = "personnes/"
_NOTHING = PersonalData((), ())
_UNREADABLE = N_("Des fichiers ne se lisent pas\u00a0: la réponse ne serait pas complète. %(files)s")
_CHANGED = N_("Ce qui est gardé a changé entre-temps. Rien n’est effacé encore\u00a0: relisez.")


@dataclass(frozen=True, slots=True)
class KeptData:
    """One line of what is kept. `url`: of its page at the desk."""

    kind: str
    author: str
    text: str
    url: str = ""


def add(routes: Blueprint, intake: Intake, place: DeskPlace) -> None:
    @routes.get(f"{place.path}/{PATH}")
    def people() -> Response:
        return _show(intake, place, request.args.get("qui", "").strip(), request.args.get("id", ""))

    @routes.post(f"{place.path}/{PATH}effacer")
    def erase() -> Response:
        return _erase(intake, place)


def _find(intake: Intake, who: str, identifier: str) -> PersonalData:
    """Raises SiteError, AmbiguousId, NoSuchSubmission."""
    if identifier:
        return search.by_id(identifier, intake.desk)
    return search.by_person(who, intake.desk) if who else _NOTHING


def _show(
    intake: Intake, place: DeskPlace, who: str, identifier: str, note: str = "", erased: int = 0
) -> Response:
    try:
        found = _find(intake, who, identifier)
    except (AmbiguousId, NoSuchSubmission):
        found = _NOTHING
    except SiteError as error:
        files = ", ".join(problem.where for problem in error.problems)
        found, note = _NOTHING, intake.words.gettext(_UNREADABLE) % {"files": files}
    return layout.render(
        intake, place, "people", PATH, who=who, identifier=identifier, note=note, erased=erased,
        certain=list(_certain(found, place.path, intake.words)), digest=_digest(found),
        perhaps=[_published(one, place.path, intake.words) for one in found.perhaps],
    )  # fmt: skip


def _erase(intake: Intake, place: DeskPlace) -> Response:
    form = request_data.form(request)
    who, identifier = form.get("qui", ""), form.get("id", "")
    try:
        found = _find(intake, who, identifier)
    except (AmbiguousId, NoSuchSubmission, SiteError):
        found = _NOTHING
    if found.is_empty or _digest(found) != form.get("empreinte"):
        return _show(intake, place, who, identifier, intake.words.gettext(_CHANGED))
    gone = erasure.erase(intake.desk, found, intake.now())
    intake.follow_ups.decided()
    return _show(intake, place, who, identifier, erased=len(gone))


def _certain(found: PersonalData, base: str, said: Translations) -> Iterator[KeptData]:
    yield from (_kept(item, base, said) for item in found.kept)
    yield from (_published(one, base, said) for one in found.published)
    yield from (_told(one, said) for one in found.subscriptions)


def _kept(item: QueueItem, base: str, said: Translations) -> KeptData:
    state, one = item
    return KeptData(
        said.gettext("%(state)s, fichier privé") % {"state": said.gettext(words.LABELS[DeskList(state)])},
        one.words.author,
        excerpt(one.words.text),
        f"{base}/commentaire/{one.id}",
    )


def _published(one: PublishedComment, base: str, said: Translations) -> KeptData:
    comment = one.filed.comment
    kind = said.gettext("Retiré") if comment.withdrawn else said.gettext("Publié")
    return KeptData(kind, comment.author, excerpt(comment.text), f"{base}/publie/{one.name}")


def _told(one: Subscription, said: Translations) -> KeptData:
    of = said.gettext("sur %(article)s") % {"article": one.article}
    return KeptData(said.gettext("Avis par courriel"), one.address, of)


def _digest(found: PersonalData) -> str:
    """Of all that would go, as it is now."""
    kept = [f"{state} {one.id} {one.revision}" for state, one in found.kept]
    public = [f"{one.name} {one.filed.comment.withdrawn}" for one in found.published]
    told = [one.id for one in found.subscriptions]
    return sha256("\n".join([*kept, *public, *told]).encode()).hexdigest()
