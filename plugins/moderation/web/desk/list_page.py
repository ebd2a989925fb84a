"""The lists of comments: waiting, published, refused, spam."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.moderation.core.filters import BadFilter, Filter
from plugins.moderation.core.index import ListPage
from plugins.moderation.core.listed import DeskList
from plugins.moderation.web.desk import flash, layout, list_query, words
from plugins.moderation.web.desk.list_query import ListQuery
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.desk.shown_comment import CommentReader, ShownComment
from plugins.moderation.web.intake import Intake

SIZE = 25


@dataclass(frozen=True, slots=True)
class ListItem:
    """`next`: the address of the list with the following comment, `next_id`, as the current one.
    `is_current`: the access keys are for this comment."""

    shown: ShownComment
    next: str
    next_id: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OtherList:
    """Another list with the same filter."""

    url: str
    text: str
    count: str


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    for of, path in list_query.PATHS.items():
        view = partial(_list, intake, mount, of)
        routes.add_url_rule(f"{mount.path}/{path}", f"list_{of}", view)


def _list(intake: Intake, mount: DeskMount, of: DeskList) -> Response:
    query, lang, _ = list_query.read(of, request.args), intake.known_site.site.lang, intake.words.gettext
    mistake, filter = "", Filter()
    try:
        filter = query.filter
    except BadFilter as error:
        mistake = words.bad_filter(error, lang)
    page = intake.desk.index.page(filter, of, query.sorted, query.after, query.before, SIZE)
    reader = CommentReader(intake, mount.path)
    shown = [comment for listed in page.items if (comment := reader.listed(listed))]
    return layout.render(
        intake, mount, "list", list_query.PATHS[of], counts=page.totals,
        title=_(words.LISTS[of]), query=query, page=page, items=_items(shown, query, mount), mistake=mistake,
        narrowed=words.described(query.given, lang),
        done=flash.tell(intake, query.done), total=words.comments(page.total, lang),
        rules={name: _(text) for name, text in words.RULES.items()}, is_pending=of is DeskList.PENDING,
        unreadable=page.unreadable, elsewhere=[] if mistake else _elsewhere(intake, query, page, mount),
        can_decide=any(comment.buttons for comment in shown),
        batch_buttons=next((comment.buttons for comment in shown if comment.buttons), ()),
        **_ways(query, page, mount),
    )  # fmt: skip


def _items(shown: list[ShownComment], query: ListQuery, mount: DeskMount) -> list[ListItem]:
    """The comments of the page. The current one is the one named in the address, or the first."""
    ids = [comment.id for comment in shown]
    here = query.here if query.here in ids else next(iter(ids), "")
    after = [*ids[1:], ""][: len(ids)]
    return [
        ListItem(comment, query.at(here=next_, done="").url(mount.path), next_, comment.id == here)
        for comment, next_ in zip(shown, after, strict=True)
    ]


def _elsewhere(intake: Intake, query: ListQuery, page: ListPage, mount: DeskMount) -> list[OtherList]:
    """The other lists in which the same filter finds something."""
    _, lang = intake.words.gettext, intake.known_site.site.lang
    others = [of for of in list_query.PATHS if query.given and of is not query.list and page.counts[of]]
    same = ListQuery(given=query.given)
    return [
        OtherList(same.at(list=of).url(mount.path), _(words.LISTS[of]), words.number(page.counts[of], lang))
        for of in others
    ]


def _ways(query: ListQuery, page: ListPage, mount: DeskMount) -> dict[str, Any]:
    """Links to the previous and the next page, to the other order, and to the list without the filter."""
    plain = query.at(here="", done="")
    other = "recents" if str(query.sorted) == "oldest" else "anciens"
    return {
        "previous": plain.at(before=page.previous, after="").url(mount.path) if page.previous else "",
        "following": plain.at(after=page.next, before="").url(mount.path) if page.next else "",
        "reordered": plain.at(order=other, after="", before="").url(mount.path),
        "here_url": ListQuery(query.list).url(mount.path),
        "unfiltered": plain.only().url(mount.path),
    }
