"""The intake by web: takes the form, shows a preview, puts a submission on disk. No script, no cookie.

Flask is known here and nowhere else. Nothing of a request is logged; what a visitor wrote is given back
whenever it cannot be taken.
"""

import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from traceback import format_tb
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, redirect, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.moderation import (
    answers,
    confirm,
    identity,
    ledger_file,
    ledger_page,
    letter,
    publication,
    request_data,
    ticket,
)
from plugins.moderation.counters import Counters
from plugins.moderation.desk import Desk, Place
from plugins.moderation.errands import Errands
from plugins.moderation.known import KnownArticle, KnownSite
from plugins.moderation.policy import Circumstances, Ticket
from plugins.moderation.site_file import SiteFile
from plugins.moderation.submission import AT_MOST, Parsed, Submission, Words, parse

MAXIMUM_BODY = 256 * 1024
"""The longest text that is allowed, of which a form makes three times as much (WHATWG URL §5.1), and more."""
_SORRY = "Trop d’envois viennent de votre réseau. Attendez une minute, puis envoyez de nouveau."
Clock = Callable[[], datetime]
Told = Callable[[Submission], None]
Decided = Callable[[], None]


class Intake:
    """What the routes share: the desk, the site as it was built, counters, the clock."""

    def __init__(self, place: Place, clock: Clock, told: Told | None, decided: Decided | None) -> None:
        self.desk, self.clock = Desk(place), clock
        errands = Errands(self.desk, self.now)
        self.told = told or (lambda _: errands.submitted())
        self.decided = decided or errands.decided
        self.key = self.desk.key()
        self.counters = Counters(self.desk.settings.intake, self.key)
        self._file = SiteFile(place.known_site)
        self._texts = self.desk.fingerprints()

    @property
    def known(self) -> KnownSite:
        return self._file.read()

    def now(self) -> datetime:
        return self.clock().astimezone(ZoneInfo(self.known.settings.zone))

    def answer(self, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """A page of the site. Nothing that a visitor wrote is kept by a browser or a proxy."""
        site = self.known.site
        page = {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}
        html = render_template(f"intake/{template}.html", **page, url=None, canonical=None, **values)
        return Response(html, status, {"Cache-Control": "no-store"}, content_type="text/html; charset=utf-8")

    def give_back(
        self, parsed: Parsed, article: KnownArticle, status: HTTPStatus, sorry: str = ""
    ) -> Response:
        return self.answer(
            "error",
            status,
            article=article,
            form=answers.form(parsed, article, self._fresh(article)),
            sorry=sorry,
        )

    def preview(self, parsed: Parsed, article: KnownArticle, words: Words) -> Response:
        submission = Submission("apercu", words, self.now().replace(microsecond=0))
        return self.answer(
            "preview",
            article=article,
            comment=answers.preview(submission, article, self.known.settings.address_length),
            form=answers.form(parsed, article, self._fresh(article)),
        )

    def send(self, parsed: Parsed, article: KnownArticle, words: Words, given: str) -> Response:
        submission = self._receive(parsed, article, words, given)
        return redirect(
            f"{self._base()}/recu/{submission.id}/{submission.words.fingerprint}"
            f"?billet={quote(article.slug)}",
            HTTPStatus.SEE_OTHER,
        )

    def _receive(self, parsed: Parsed, article: KnownArticle, words: Words, given: str) -> Submission:
        """The same form sent twice is one submission: it is found again by its ticket's id. Another form with
        the same ticket is another submission, with an id of its own."""
        issued = ticket.read(self.key, given, article.slug) if given else None
        if issued is None:
            return self._put(parsed, words, Ticket.FORGED if given else Ticket.MISSING, None)
        with self.desk.alone_with(issued.id):
            before = self.desk.already(issued.id)
            if before and before.words == words:
                return before
            used = before is not None or self.desk.is_spent(issued.id, article.slug)
            return self._put(parsed, words, Ticket.USED if used else Ticket.GOOD, issued)

    def _put(self, parsed: Parsed, words: Words, state: Ticket, issued: ticket.Issued | None) -> Submission:
        now = self.now()
        circumstances = Circumstances(
            trapped=parsed.trapped,
            ticket=state,
            age=now - issued.moment if issued else None,
            duplicate=words.fingerprint in self._texts or not self.counters.is_new(words.fingerprint, now),
            known=words.author.casefold() in self.known.names,
        )
        identifier = issued.id if issued and state is Ticket.GOOD else None
        submission = self.desk.receive(words, circumstances, now, identifier=identifier)
        self._texts.add(words.fingerprint)
        self.told(submission)
        return submission

    def _fresh(self, article: KnownArticle) -> str:
        return ticket.issue(self.key, article.slug, self.now(), secrets.token_bytes(identity.RANDOM_BYTES))

    def _base(self) -> str:
        return urlsplit(self.known.site.intake_url).path.rstrip("/")


def create(
    place: Place,
    clock: Clock = lambda: datetime.now(UTC),
    told: Told | None = None,
    decided: Decided | None = None,
) -> Flask:
    """The application. `told`, `decided`: what follows; by default `Errands`. Raises SiteError where
    `moderation.toml` is wrong, or where no build has been made."""
    intake = Intake(place, clock, told, decided)
    templates = (place.root / intake.known.settings.theme / "templates").absolute()
    app = Flask(__name__, template_folder=str(templates), static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MAXIMUM_BODY, MAX_FORM_MEMORY_SIZE=MAXIMUM_BODY, MAX_FORM_PARTS=20)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = app.jinja_env.keep_trailing_newline = True
    if proxies := intake.desk.settings.intake.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    _route(app, intake)
    return app


def _route(app: Flask, intake: Intake) -> None:
    base = urlsplit(intake.known.site.intake_url).path.rstrip("/")

    @app.get(f"{base}/")
    @app.get(base or "/")
    def explain() -> Response:
        return intake.answer(
            "closed", why="Pour commenter, ouvrez un billet\u00a0: le formulaire est sous ses commentaires."
        )

    @app.get(f"{base}/recu/<identifier>/<fingerprint>")
    def receipt(identifier: str, fingerprint: str) -> Response:
        return _receipt(intake, identifier, fingerprint)

    @app.get(f"{base}/decider/<token>")
    def look(token: str) -> Response:
        return _confirm(intake, token)

    @app.post(f"{base}/decider/<token>")
    def decide(token: str) -> Response:
        return _decide(intake, token, f"{base}/decider/{token}")

    @app.post(base or "/")
    def take() -> Response:
        return _take(intake)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return intake.answer("closed", HTTPStatus(error.code or 500), why=_explained(error.code))

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        print(_without_words(error), end="", file=sys.stderr, flush=True)
        return intake.answer("closed", HTTPStatus.INTERNAL_SERVER_ERROR, why=_explained(None))


def _take(intake: Intake) -> Response:
    if not request_data.is_same_origin(request, intake.known.site.address):
        why = "Ce formulaire a été envoyé depuis un autre site. Ouvrez le billet, et commentez là."
        return intake.answer("closed", HTTPStatus.FORBIDDEN, why=why)
    form = request_data.form(request)
    parsed = parse(form)
    article = intake.known.articles.get(parsed.given["article"])
    if article is None:
        return intake.answer("closed", HTTPStatus.NOT_FOUND, why="Ce billet n’existe pas, ou plus.")
    if not article.open:
        why = "Les commentaires de ce billet sont fermés."
        return intake.answer("closed", HTTPStatus.FORBIDDEN, why=why)
    parsed = answers.refuse(parsed, article)
    if parsed.words is None:
        return intake.give_back(parsed, article, HTTPStatus.UNPROCESSABLE_ENTITY)
    now, address = intake.now(), request.remote_addr
    if form.get("action") == "preview":
        allowed = intake.counters.may_preview(address, now)
    else:
        allowed = intake.counters.may_send(address, now)
    if not allowed:
        return intake.give_back(parsed, article, HTTPStatus.TOO_MANY_REQUESTS, _SORRY)
    if form.get("action") == "preview":
        return intake.preview(parsed, article, parsed.words)
    return intake.send(parsed, article, parsed.words, form.get("ticket", ""))


def _receipt(intake: Intake, identifier: str, fingerprint: str) -> Response:
    """Says again what the redirect says, of public things only: it looks no submission up, so it tells nobody
    anything."""
    if not letter.is_id(identifier) or not _is_fingerprint(fingerprint):
        return intake.answer("closed", HTTPStatus.NOT_FOUND, why="Ce reçu n’existe pas.")
    return intake.answer(
        "received",
        identifier=identifier,
        fingerprint=fingerprint,
        article=intake.known.articles.get(request.args.get("billet", "")),
        delay=_usual_delay(intake.desk.place.ledger),
    )


def _confirm(intake: Intake, token: str) -> Response:
    """Nothing happens here: scanners of mail open links, too (and ask with HEAD)."""
    try:
        seen = confirm.look(intake.desk, intake.key, token, intake.now())
    except confirm.NoSuchLink as why:
        return intake.answer("closed", HTTPStatus.NOT_FOUND, why=str(why))
    article = intake.known.articles.get(seen.submission.words.article)
    comment = (
        answers.preview(seen.submission, article, intake.known.settings.address_length) if article else None
    )
    return intake.answer("confirm", seen=seen, article=article, comment=comment, published=_published(intake))


def _published(intake: Intake) -> str:
    """What became of the publication, in words; nothing where nobody set up a command."""
    desk = intake.desk
    if not desk.settings.desk.publish:
        return ""
    return confirm.publication(publication.last(desk), desk.queue.owed.exists(), intake.now())


def _decide(intake: Intake, token: str, here: str) -> Response:
    """The token is the authority; a form of another site cannot know one, and is refused all the same."""
    if not request_data.is_same_origin(request, intake.known.site.address):
        return intake.answer("closed", HTTPStatus.FORBIDDEN, why="Ce formulaire vient d’un autre site.")
    try:
        changed = confirm.decide(intake.desk, intake.key, token, intake.now())
    except confirm.NoSuchLink as why:
        return intake.answer("closed", HTTPStatus.NOT_FOUND, why=str(why))
    if changed:
        intake.decided()
    return redirect(here, HTTPStatus.SEE_OTHER)


def _usual_delay(ledger: Path) -> str:
    """A visitor is thanked whatever became of the ledger; what is wrong with it the build says."""
    try:
        return ledger_page.usual_delay(ledger_file.parse(ledger.read_bytes(), str(ledger)))
    except (OSError, SiteError):
        return ""


def _is_fingerprint(text: str) -> bool:
    return len(text) == 10 and all(character in "0123456789abcdef" for character in text)


def _without_words(error: Exception) -> str:
    """What a log may say of a failure: where, and what the system says; its message may quote a visitor."""
    said = f": {error.strerror}" if isinstance(error, OSError) else ""
    return "".join((*format_tb(error.__traceback__), f"{type(error).__name__}{said}\n"))


def _explained(code: int | None) -> str:
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return f"Votre commentaire est trop long\u00a0: {AT_MOST}. Revenez en arrière, et coupez-le."
    if code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return "Cette page n’existe pas."
    return "Votre commentaire n’a pas été enregistré. Revenez en arrière, et envoyez-le de nouveau."
