"""The private page of a comment, for its sender: its state, and forms to correct it, to withdraw it and to
subscribe to answers. Opening it changes nothing, since mail scanners and link previews open addresses too."""

from http import HTTPStatus

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from plugins.comments import receipt
from plugins.comments.form import is_email
from plugins.common.errors import SiteError
from plugins.common.text import clean
from plugins.common.translations import N_
from plugins.moderation.core import publication, sender, signing, subscription
from plugins.moderation.core.known_site import KnownArticle
from plugins.moderation.core.queue import NoSuchSubmission, TooLate
from plugins.moderation.core.queue_files import unreadable
from plugins.moderation.core.sender import SentComment, Standing
from plugins.moderation.core.signing import InvalidToken, Purpose
from plugins.moderation.core.submission import ParsedForm, parse
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.web import pages, request_data, responses
from plugins.moderation.web.intake import Intake
from plugins.views.form import FormView

_GONE = N_("Ce commentaire n’est plus ici.")
_OTHER_SITE = N_("Ce formulaire vient d’un autre site.")
_SORRY = N_("Trop de demandes viennent de votre réseau. Attendez un peu, puis recommencez.")


def blueprint(intake: Intake) -> Blueprint:
    routes = Blueprint("sender", __name__)
    address = f"{intake.base}/{sender.PATH}/<token>"

    @routes.get(address)
    def look(token: str) -> Response:
        return _look(intake, token)

    @routes.post(address)
    def change(token: str) -> Response:
        return _change(intake, token)

    return routes


def path(intake: Intake, token: str) -> str:
    """The path of a private page."""
    return f"{intake.base}/{sender.PATH}/{token}"


def _look(intake: Intake, token: str) -> Response:
    try:
        sent = sender.find(intake.desk, signing.read_id(token, Purpose.SENDER, intake.key))
    except (InvalidToken, NoSuchSubmission, SiteError) as error:
        return _gone(intake, error)
    return _page(intake, token, sent, HTTPStatus.OK)


def _change(intake: Intake, token: str) -> Response:
    if not request_data.is_same_origin(request, intake.known_site.site.address):
        return pages.closed(intake, HTTPStatus.FORBIDDEN, _OTHER_SITE)
    try:
        identifier = signing.read_id(token, Purpose.SENDER, intake.key)
        sent = sender.find(intake.desk, identifier)
        match request_data.form(request).get("action"):
            case "withdraw":
                return _take_back(intake, token, sent, identifier)
            case "notify":
                return _subscribe(intake, token, sent, identifier)
        return _correct(intake, token, sent, identifier)
    except (InvalidToken, NoSuchSubmission, SiteError) as error:
        return _gone(intake, error)


def _gone(intake: Intake, error: Exception) -> Response:
    """The sender can do nothing about a file that cannot be read; the owner finds its place in the log."""
    if isinstance(error, SiteError):
        publication.on_stderr(unreadable(error))
    return pages.closed(intake, HTTPStatus.NOT_FOUND, _GONE)


def _correct(intake: Intake, token: str, sent: SentComment, identifier: str) -> Response:
    """Store a correction. The article cannot be changed."""
    parsed = parse({**request_data.form(request), "article": sent.article})
    article = intake.known_site.articles.get(sent.article)
    if article:
        parsed = responses.refuse(parsed, article)
    if parsed.words is None:
        return _page(intake, token, sent, HTTPStatus.UNPROCESSABLE_ENTITY, parsed)
    if not intake.counters.may_send(request.remote_addr, intake.now()):
        return _page(intake, token, sent, HTTPStatus.TOO_MANY_REQUESTS, parsed, _SORRY)
    try:
        if sent.submission is None or sent.submission.words != parsed.words:
            intake.follow_ups.submitted(intake.desk.correct(identifier, parsed.words, intake.now()))
    except TooLate:
        late = N_("Ce commentaire vient d’être relu\u00a0: il ne se corrige plus.")
        return _page(intake, token, sent, HTTPStatus.CONFLICT, parsed, late)
    return redirect(path(intake, token), HTTPStatus.SEE_OTHER)


def _take_back(intake: Intake, token: str, sent: SentComment, identifier: str) -> Response:
    if not intake.counters.may_withdraw(request.remote_addr, intake.now()):
        return _page(intake, token, sent, HTTPStatus.TOO_MANY_REQUESTS, sorry=_SORRY)
    if sender.take_back(intake.desk, identifier, intake.now()):
        intake.follow_ups.decided()
        return redirect(path(intake, token), HTTPStatus.SEE_OTHER)
    article = intake.known_site.articles.get(sent.article)
    return pages.page(intake, "taken_back", article=article)


def _subscribe(intake: Intake, token: str, sent: SentComment, identifier: str) -> Response:
    """Store a subscription. The response is always the same, so nobody learns whether an address has
    subscribed."""
    form = request_data.form(request)
    address = clean(form.get("email", "")).strip()
    if not intake.desk.tells_readers or not is_email(address):
        error = N_("Écrivez une adresse comme nom@exemple.fr.")
        return _page(intake, token, sent, HTTPStatus.UNPROCESSABLE_ENTITY, sorry=error)
    if not intake.counters.may_send(request.remote_addr, intake.now()):
        return _page(intake, token, sent, HTTPStatus.TOO_MANY_REQUESTS, sorry=_SORRY)
    comment = identifier if form.get("of") == "comment" else None
    name = subscription.name(intake.key, address, sent.article, comment)
    intake.desk.subscriptions.ask(Subscription(name, address, sent.article, comment, intake.now()))
    intake.follow_ups.subscribed()
    return redirect(f"{path(intake, token)}?avis=1", HTTPStatus.SEE_OTHER)


def _page(
    intake: Intake,
    token: str,
    sent: SentComment,
    status: HTTPStatus,
    parsed: ParsedForm | None = None,
    sorry: str = "",
) -> Response:
    site = intake.known_site
    article, comment = site.articles.get(sent.article), sent.comment
    talks = article if article and article.is_open(intake.now()) else None
    return pages.page(
        intake,
        "sent",
        status,
        sent=sent,
        article=article,
        address=intake.address(f"{sender.PATH}/{token}"),
        here=path(intake, token),
        identifier=comment.id,
        number=responses.number(article, comment.id) if article else None,
        comment=responses.by_itself(comment, article, site) if article else None,
        fingerprint=receipt.fingerprint(comment.text) if comment.text else "",
        form=_form(sent, article, parsed, site.site.lang),
        sorry=intake.words.gettext(sorry) if sorry else "",
        thanks="merci" in request.args,
        delay=intake.usual_delay(),
        asked="avis" in request.args,
        wish=_wish(sent, site.site.lang) if intake.desk.tells_readers and talks else None,
        near=responses.near(talks, f"{site.site.intake_url}?", token) if talks and sent.submission else (),
    )


def _wish(sent: SentComment, lang: str) -> FormView:
    """The form to subscribe, with the e-mail address of the comment's sender if it is known."""
    typed = {"email": request_data.form(request).get("email", "")} if request.method == "POST" else {}
    default = {"email": (sent.submission.words.email if sent.submission else None) or ""}
    return FormView(sent.article, lang, default | typed)


def _form(
    sent: SentComment, article: KnownArticle | None, parsed: ParsedForm | None, lang: str
) -> FormView | None:
    if sent.standing is not Standing.WAITING or article is None or sent.submission is None:
        return None
    if parsed:
        return responses.form(parsed, article, lang)
    words = sent.submission.words
    return responses.blank(article, lang, "", words.reply_to or "", words.text, words)
