"""The page of one comment: with the comment it answers, its earlier versions, and other comments of the
sender."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.common.translations import N_
from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.listed import DeskList, ListedComment
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.submission import Submission
from plugins.moderation.web.desk import flash, guard, layout, list_query, words
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.shown_comment import CommentReader, ShownComment
from plugins.moderation.web.intake import Intake
from plugins.views import conversation
from plugins.views.comment_model import CommentView

_GONE = N_("Ce commentaire n’est plus ici\u00a0: il a été effacé, ou quelqu’un d’autre en a décidé.")
_MOST = 50


@dataclass(frozen=True, slots=True)
class OtherComment:
    """Another comment by the same person, found by address or by name."""

    url: str
    list: str
    excerpt: str


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/commentaire/<identifier>")
    def submission(identifier: str) -> Response:
        return show(intake, mount, CommentReader(intake, mount.path), *_submission(intake, mount, identifier))

    @routes.get(f"{mount.path}/publie/<slug>/<identifier>")
    def published(slug: str, identifier: str) -> Response:
        reader = CommentReader(intake, mount.path)
        return show(intake, mount, reader, reader.published(slug, identifier))


def _submission(
    intake: Intake, mount: DeskMount, identifier: str
) -> tuple[ShownComment | None, Submission | None]:
    try:
        state, found = intake.desk.queue.find(identifier)
    except (NoSuchSubmission, SiteError):
        return None, None
    return CommentReader(intake, mount.path).submission(state, found), found


def show(
    intake: Intake,
    mount: DeskMount,
    reader: CommentReader,
    one: ShownComment | None,
    submission: Submission | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    wrong: str = "",
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Render the page. `wrong`: why something could not be done. `typed`: the form to show again."""
    if one is None:
        return guard.refused(intake, mount, HTTPStatus.NOT_FOUND, _GONE)
    query = list_query.parse(request.args.get("retour", ""))
    return layout.render(
        intake, mount, "comment", status=status, one=one, query=query, back=query.url(mount.path),
        answered=_answered(reader, one, intake.known_site.site.lang), before=_before(intake, submission),
        others=_others(intake, mount, one), author=intake.desk.settings.desk.author, wrong=wrong,
        typed=typed, done=flash.tell(intake, query.done),
    )  # fmt: skip


def again(
    intake: Intake, mount: DeskMount, identifier: str, slug: str, wrong: str, typed: Mapping[str, str]
) -> Response:
    """The page after something could not be done, with the form as typed."""
    reader = CommentReader(intake, mount.path)
    shown, submission = _submission(intake, mount, identifier)
    one = shown or reader.published(slug, identifier)
    return show(intake, mount, reader, one, submission, HTTPStatus.CONFLICT, wrong, typed)


def _answered(reader: CommentReader, shown: ShownComment, lang: str) -> CommentView | None:
    """The comment that it answers, in full."""
    if shown.known_article is None or shown.comment.reply_to is None:
        return None
    try:
        thread = reader.context.thread(shown.article)
    except SiteError:
        return None
    entry = next((entry for entry in thread if entry.number == shown.comment.reply_to.number), None)
    return conversation.alone(entry, thread, shown.known_article.url, None, lang) if entry else None


def _before(intake: Intake, submission: Submission | None) -> list[str]:
    """The texts before each correction."""
    if submission is None:
        return []
    try:
        return [earlier.words.text for earlier in Corrections(intake.desk.paths.corrected).before(submission)]
    except SiteError:
        return []


def _others(intake: Intake, mount: DeskMount, shown: ShownComment) -> list[OtherComment]:
    """Other comments with the same address or the same name, without duplicates."""
    index, others = intake.desk.index, dict[tuple[str, str], ListedComment]()
    by_address = index.find(Filter(email=shown.email.casefold())) if shown.email else []
    by_name = index.page(Filter(author=shown.author), DeskList.PUBLISHED, size=_MOST).items
    same_name = [other for other in by_name if other.author.casefold() == shown.author.casefold()]
    for other in (*by_address, *same_name):
        if other.id != shown.id and other.state is not DeskList.APPROVED and not other.withdrawn:
            others[other.article, other.id] = other
    return [_other(intake, mount, other) for other in list(others.values())[:_MOST]]


def _other(intake: Intake, mount: DeskMount, other: ListedComment) -> OtherComment:
    where = f"publie/{other.article}" if other.state is DeskList.PUBLISHED else "commentaire"
    return OtherComment(
        f"{mount.path}/{where}/{other.id}", intake.words.gettext(words.LABELS[other.state]), other.excerpt
    )
