"""A moderator's changes to a comment: its words or what it answers, restoring the first words, unpublishing
it."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import editing
from plugins.moderation.core.context import NoSuchComment
from plugins.moderation.core.decisions import REFUSALS
from plugins.moderation.core.editing import BadWords, NotEditable
from plugins.moderation.core.queue import NoSuchSubmission, NotEdited
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import comment_page, flash, list_query, selection
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.selection import Choice
from plugins.moderation.web.desk.shown_comment import CommentReader
from plugins.moderation.web.intake import Intake

_FIELDS = {"auteur": "author", "site": "site", "texte": "text"}
_CANNOT = N_("Rien n’est changé\u00a0: %(why)s")
_SINCE = N_("ce commentaire a été changé ou décidé entre-temps. Relisez-le.")
_NO_NUMBER = N_("ce billet n’a pas de commentaire de ce numéro.")
Change = Callable[[Intake, CommentReader, Choice, str, Mapping[str, str]], None]


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/modifier")
    def edit() -> Response:
        return _change(intake, mount, _edit)

    @routes.post(f"{mount.path}/rendre")
    def give_back() -> Response:
        return _change(intake, mount, _give_back)

    @routes.post(f"{mount.path}/retirer")
    def unpublish() -> Response:
        return _change(intake, mount, _unpublish)


def _change(intake: Intake, mount: DeskMount, change: Change) -> Response:
    form = request_data.form(request)
    choices, slug = selection.read([form.get("choisi", "")]), form.get("billet", "")
    query = list_query.parse(form.get("retour", ""))
    if not choices:
        return redirect(query.url(mount.path), HTTPStatus.SEE_OTHER)
    reader = CommentReader(intake, mount.path)
    try:
        change(intake, reader, choices[0], slug, form)
    except BadWords as error:
        why = _cannot(intake, *(field_error.message for field_error in error.errors))
        return comment_page.again(intake, mount, choices[0].id, slug, why, form)
    except NoSuchComment:
        return comment_page.again(intake, mount, choices[0].id, slug, _cannot(intake, _NO_NUMBER), form)
    except NotEditable as error:
        return comment_page.again(intake, mount, choices[0].id, slug, _cannot(intake, error.why), form)
    except (NoSuchSubmission, NotEdited, SiteError, OSError, *REFUSALS):
        return comment_page.again(intake, mount, choices[0].id, slug, _cannot(intake, _SINCE), form)
    intake.follow_ups.decided()
    done = flash.of_edit(choices[0].id) if change is _edit else choices[0].id
    return redirect(query.at(done=done, here=choices[0].id).url(mount.path), HTTPStatus.SEE_OTHER)


def _cannot(intake: Intake, *why: str) -> str:
    """The message that nothing was changed. `why`: French sentences."""
    return intake.words.gettext(_CANNOT) % {"why": " ".join(map(intake.words.gettext, why))}


def _edit(intake: Intake, reader: CommentReader, choice: Choice, slug: str, form: Mapping[str, str]) -> None:
    fields = {name: form[sent] for sent, name in _FIELDS.items() if sent in form}
    if "repond" in form:
        number = form["repond"].strip()
        fields["reply_to"] = reader.context.answerable(slug, number) if number else ""
    revision = choice.revision
    if published := reader.archived(slug, choice.id):
        revision = editing.ensure_private_file(intake.desk, published, intake.now(), revision).revision
    editing.edit(intake.desk, choice.id, fields, intake.now(), revision)


def _give_back(
    intake: Intake, reader: CommentReader, choice: Choice, slug: str, form: Mapping[str, str]
) -> None:
    intake.desk.queue.give_back(choice.id, choice.revision)


def _unpublish(
    intake: Intake, reader: CommentReader, choice: Choice, slug: str, form: Mapping[str, str]
) -> None:
    published = reader.archived(slug, choice.id)
    if published is None:
        raise NoSuchSubmission(choice.id)
    editing.unpublish(intake.desk, published, intake.now())
