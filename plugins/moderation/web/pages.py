"""Renders pages of the intake with the site's own templates."""

from http import HTTPStatus

from flask import render_template
from werkzeug.wrappers import Response

from plugins.moderation.core.known_site import KnownArticle
from plugins.moderation.web.intake import Intake


def page(intake: Intake, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    """A page for visitors."""
    return render(intake, f"intake/{template}", status, **values)


def render(intake: Intake, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    site = intake.known_site.site
    of_site = {"site": site, "SITENAME": site.name, "SITEURL": site.root, "DEFAULT_LANG": site.lang}
    html = render_template(f"{template}.html", **of_site, url=None, canonical=None, **values)
    return Response(html, status, content_type="text/html; charset=utf-8")


def closed(intake: Intake, status: HTTPStatus, why: str, article: KnownArticle | None = None) -> Response:
    """A page that says that nothing can be done here. `why`: a French sentence. `article`: a link to go back
    to."""
    return page(intake, "closed", status, why=intake.words.gettext(why), article=article, text="")


def over(intake: Intake, article: KnownArticle, text: str = "") -> Response:
    """A page that says that the article takes no comments. `text`: what the visitor wrote, to be copied."""
    return page(intake, "closed", HTTPStatus.FORBIDDEN, why="", article=article, text=text)
