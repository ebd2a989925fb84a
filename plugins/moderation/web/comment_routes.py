"""The comment form: shown again with its errors, shown as a preview, or accepted."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.comments.form import CommentInput
from plugins.common.translations import N_
from plugins.moderation.core import signing
from plugins.moderation.core.known_site import KnownArticle
from plugins.moderation.core.signing import Purpose
from plugins.moderation.core.submission import ParsedForm, Submission, parse
from plugins.moderation.web import pages, receiving, request_data, responses, sender_routes
from plugins.moderation.web.intake import Intake

_SORRY = N_("Trop d’envois viennent de votre réseau. Attendez une minute, puis envoyez de nouveau.")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("comment", __name__)

    @routes.post(intake.base or "/")
    def take() -> Response:
        return _take(intake)

    return routes


def _take(intake: Intake) -> Response:
    if not request_data.is_same_origin(request, intake.known_site.site.address):
        why = N_("Ce formulaire a été envoyé depuis un autre site. Ouvrez le billet, et commentez là.")
        return pages.closed(intake, HTTPStatus.FORBIDDEN, why)
    form = request_data.form(request)
    parsed = parse(form)
    article = intake.known_site.articles.get(parsed.given["article"])
    if article is None:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, N_("Ce billet n’existe pas, ou plus."))
    if not article.is_open(intake.now()):
        return pages.over(intake, article, parsed.given["text"])
    parsed = responses.refuse(parsed, article)
    if parsed.words is None:
        return _give_back(intake, parsed, article, HTTPStatus.UNPROCESSABLE_ENTITY)
    previewed = form.get("action") == "preview"
    if not _is_allowed(intake, previewed):
        return _give_back(intake, parsed, article, HTTPStatus.TOO_MANY_REQUESTS, _SORRY)
    if previewed:
        return _preview(intake, parsed, article, parsed.words)
    submission = receiving.receive(intake, parsed, article, parsed.words, form.get("ticket", ""))
    return _receipt(intake, submission)


def _is_allowed(intake: Intake, previewed: bool) -> bool:
    counters = intake.counters
    may = counters.may_preview if previewed else counters.may_send
    return may(request.remote_addr, intake.now())


def _give_back(
    intake: Intake, parsed: ParsedForm, article: KnownArticle, status: HTTPStatus, sorry: str = ""
) -> Response:
    form = responses.form(parsed, article, intake.known_site.site.lang, intake.ticket(article.slug))
    return pages.page(
        intake,
        "error",
        status,
        article=article,
        form=form,
        sorry=intake.words.gettext(sorry) if sorry else "",
    )


def _preview(intake: Intake, parsed: ParsedForm, article: KnownArticle, words: CommentInput) -> Response:
    submission = Submission("apercu", words, intake.now().replace(microsecond=0))
    return pages.page(
        intake,
        "preview",
        article=article,
        comment=responses.preview(submission, article, intake.known_site),
        form=responses.form(parsed, article, intake.known_site.site.lang, intake.ticket(article.slug)),
    )


def _receipt(intake: Intake, submission: Submission) -> Response:
    token = signing.sign_id(submission.id, Purpose.SENDER, intake.key)
    return redirect(f"{sender_routes.path(intake, token)}?merci=1", HTTPStatus.SEE_OTHER)
