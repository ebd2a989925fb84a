"""The page with the form to answer one comment: `?billet=<slug>&a=<anchor>`; with `&citer=1` it quotes the
comment. Without an anchor it shows the form alone. Everything is in the address, and nothing is stored.

Earlier versions of the pages used the number of a comment instead of its anchor; it is still understood."""

import re
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.comments.form import CommentInput
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core import signing
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.known_site import KnownArticle, KnownComment
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.signing import InvalidToken, Purpose
from plugins.moderation.web import pages, responses
from plugins.moderation.web.intake import Intake
from plugins.views.form import FormView

_NUMBER = re.compile(r"[0-9]{1,9}")
_HOW = N_("Pour commenter, ouvrez un billet\u00a0: le formulaire est sous ses commentaires.")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("reply", __name__)

    @routes.get(f"{intake.base}/")
    @routes.get(intake.base or "/")
    def reply() -> Response:
        return _open(intake, request.args.get("billet", ""), request.args.get("a", ""))

    return routes


def _open(intake: Intake, slug: str, typed: str) -> Response:
    if not slug:
        return pages.closed(intake, HTTPStatus.OK, _HOW)
    article = intake.known_site.articles.get(slug)
    if article is None:
        return pages.closed(intake, HTTPStatus.NOT_FOUND, N_("Ce billet n’existe pas, ou plus."))
    if not article.is_open(intake.now()):
        return pages.over(intake, article)
    if not typed:
        return pages.page(
            intake, "answer", article=article, form=_form(intake, article), comment=None, quote=""
        )
    answered = next(
        (comment for comment in article.comments if typed in (comment.anchor, str(comment.number))), None
    )
    if answered is None:
        return _not_there(intake, article, _withdrawn(intake, article, typed))
    return _reply(intake, article, answered)


def _withdrawn(intake: Intake, article: KnownArticle, typed: str) -> int | None:
    """The number of a withdrawn comment, by its anchor or number; None if there is none."""
    if _NUMBER.fullmatch(typed):
        return int(typed) if 0 < int(typed) <= article.count else None
    gone = (entry for entry in _thread(intake, article) if entry.comment.withdrawn)
    return next((entry.number for entry in gone if entry.comment.anchor == typed), None)


def _thread(intake: Intake, article: KnownArticle) -> tuple[ThreadEntry, ...]:
    """The article's comments in the archive; empty if a file cannot be read, which the build reports.
    Visitors can answer all the same."""
    try:
        return SubmissionContext(intake.desk.paths).thread(article.slug)
    except SiteError:
        return ()


def _not_there(intake: Intake, article: KnownArticle, number: int | None) -> Response:
    """A page that says that the comment was withdrawn, or does not exist. `number`: of a withdrawn
    comment."""
    if number is not None:
        why = intake.words.gettext("Le commentaire %(number)s a été retiré.") % {"number": number}
        return pages.closed(intake, HTTPStatus.GONE, why, article)
    return pages.closed(intake, HTTPStatus.NOT_FOUND, N_("Ce billet n’a pas ce commentaire."), article)


def _reply(intake: Intake, article: KnownArticle, answered: KnownComment) -> Response:
    """The page of the form. The number is that on the page as of the last build, the text comes from the
    archive."""
    thread = _thread(intake, article)
    entry = next((one for one in thread if one.comment.id == answered.id), None)
    if thread and (entry is None or entry.comment.withdrawn):
        return _not_there(intake, article, answered.number)
    quoted = responses.quotation(entry.comment) if entry and "citer" in request.args else ""
    again = urlencode({**request.args, "citer": 1})
    return pages.page(
        intake,
        "answer",
        article=article,
        form=_form(intake, article, answered, quoted),
        comment=responses.published(entry, answered.number, thread, article.url, intake.known_site)
        if entry
        else None,
        quote="" if quoted else f"?{again}#text",
    )


def _form(
    intake: Intake, article: KnownArticle, answered: KnownComment | None = None, text: str = ""
) -> FormView:
    reply_to, before = answered.id if answered else "", _sender(intake)
    return responses.blank(
        article, intake.known_site.site.lang, intake.ticket(article.slug), reply_to, text, before
    )


def _sender(intake: Intake) -> CommentInput | None:
    """The visitor's earlier comment, if they come from their private address, so that they need not type
    their name again."""
    try:
        identifier = signing.read_id(request.args.get("de", ""), Purpose.SENDER, intake.key)
        return intake.desk.queue.find(identifier)[1].words
    except (InvalidToken, NoSuchSubmission, SiteError):
        return None
