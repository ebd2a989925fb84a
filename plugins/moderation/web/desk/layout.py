"""Renders the pages of the desk with what they have in common: the tabs and their counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.core.listed import DeskList
from plugins.moderation.web import pages
from plugins.moderation.web.desk import guard, list_query, words
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

_MORE = (
    ("statistiques/", N_("Statistiques")),
    ("regles/", N_("Règles")),
    ("personnes/", N_("Personnes")),
    ("publication/", N_("Publication")),
    ("sessions/", N_("Sessions")),
)
"""Pages besides the lists: their paths and names."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: one of the lists, or another page. `count`: "" if it has none."""

    url: str
    text: str
    count: str
    is_here: bool


def render(
    intake: Intake,
    mount: DeskMount,
    template: str,
    here: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    counts: Mapping[DeskList, int] | None = None,
    **values: object,
) -> Response:
    """Render a page. `here`: the path of its tab, below the desk's own. `counts`: of each list, if the caller
    knows them."""
    counts = counts or intake.desk.index.counts()
    _, lang = intake.words.gettext, intake.known_site.site.lang
    lists = [
        Tab(f"{mount.path}/{path}", _(words.LISTS[of]), words.number(counts[of], lang), path == here)
        for of, path in list_query.PATHS.items()
    ]
    pages_beside = [Tab(f"{mount.path}/{path}", _(text), "", path == here) for path, text in _MORE]
    return pages.render(
        intake, f"desk/{template}", status, base=mount.path, token=guard.visit().token, lists=lists,
        pages_beside=pages_beside, waiting=counts[DeskList.PENDING], **values,
    )  # fmt: skip
