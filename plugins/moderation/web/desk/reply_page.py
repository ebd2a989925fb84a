"""Publishes the moderator's own answer to a comment at once; a waiting comment is published together with
it."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import reply
from plugins.moderation.core.decisions import REFUSALS
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.states import TABLE, Action
from plugins.moderation.web import request_data
from plugins.moderation.web.desk import comment_page, list_query
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.shown_comment import CommentReader
from plugins.moderation.web.intake import Intake

_CANNOT = N_("La réponse n’est pas publiée\u00a0: %(why)s")
_SINCE = N_("ce commentaire a été corrigé ou décidé entre-temps. Relisez-le.")


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.post(f"{mount.path}/repondre")
    def answer() -> Response:
        return _answer(intake, mount)


def _answer(intake: Intake, mount: DeskMount) -> Response:
    form = request_data.form(request)
    identifier, _, revision = form.get("choisi", "").rpartition(".")
    slug, text = form.get("billet", ""), form.get("reponse", "")
    query = list_query.parse(form.get("retour", ""))
    reader = CommentReader(intake, mount.path)
    try:
        reply.words(intake.desk, slug, identifier, text)
        _publish_first(intake, identifier, revision)
        answered = reader.archived(slug, identifier)
        if answered is None or answered.filed.comment.withdrawn:
            raise NoSuchSubmission(identifier)
        answer = reply.publish(intake.desk, answered, text, intake.now())
    except CannotReply as error:
        return comment_page.again(intake, mount, identifier, slug, _cannot(intake, *error.why), form)
    except (NoSuchSubmission, SiteError, *REFUSALS):
        return comment_page.again(intake, mount, identifier, slug, _cannot(intake, _SINCE), form)
    intake.follow_ups.decided()
    return redirect(query.at(done=answer.id, here="").url(mount.path), HTTPStatus.SEE_OTHER)


def _cannot(intake: Intake, *why: str) -> str:
    """The message that the answer was not published. `why`: French sentences."""
    return intake.words.gettext(_CANNOT) % {"why": " ".join(map(intake.words.gettext, why))}


def _publish_first(intake: Intake, identifier: str, revision: str) -> None:
    """Publish the answered comment, if it waits or was refused."""
    try:
        state, _ = intake.desk.queue.find(identifier)
    except NoSuchSubmission:
        return
    if (state, Action.APPROVE) in TABLE:
        intake.desk.decide(identifier, Action.APPROVE, intake.now(), revision=int(revision or 0))
        intake.follow_ups.decided()
