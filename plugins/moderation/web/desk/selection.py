"""The comments that a decision on many applies to: the ticked ones, those of a page, or the whole list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plugins.common.errors import SiteError
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import BadFilter
from plugins.moderation.core.listed import DeskList, ListedComment, of_submission
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.web.desk.list_query import ListQuery

_NAME = re.compile(r"(?P<id>.*)\.(?P<revision>[0-9]{1,9})", re.DOTALL)


class Scope(StrEnum):
    """The scope of a decision, as the form sends it. REST: those of the page that are not ticked."""

    CHOSEN = "choisis"
    PAGE = "page"
    REST = "reste"
    ALL = "tous"


@dataclass(frozen=True, slots=True)
class Choice:
    """A submission at the revision that the moderator looked at."""

    id: str
    revision: int

    @property
    def name(self) -> str:
        """The value of its check box."""
        return f"{self.id}.{self.revision}"


def read(names: Iterable[str]) -> tuple[Choice, ...]:
    """The choices for the values of check boxes, without duplicates and invalid ones."""
    matches = map(_NAME.fullmatch, dict.fromkeys(names))
    return tuple(Choice(match["id"], int(match["revision"])) for match in matches if match)


def chosen(scope: Scope, ticked: Sequence[str], page: Sequence[str]) -> tuple[Choice, ...]:
    """The choices of a page that a scope stands for."""
    if scope is Scope.REST:
        return read(name for name in page if name not in set(ticked))
    return read(page if scope is Scope.PAGE else ticked)


def of_page(scope: str, ticked: Sequence[str], page: Sequence[str]) -> tuple[Choice, ...]:
    """As `chosen`, for a scope as sent; an unknown one stands for the ticked comments."""
    return chosen(Scope(scope) if scope in set(Scope) else Scope.CHOSEN, ticked, page)


def found(desk: Desk, query: ListQuery) -> list[ListedComment]:
    """All comments of a list, on all of its pages; none for the archive, where no decision is possible."""
    if query.list is DeskList.PUBLISHED:
        return []
    try:
        return desk.index.find(query.filter, query.list)
    except BadFilter:
        return []


def lines(desk: Desk, choices: Iterable[Choice]) -> list[ListedComment]:
    """The chosen comments, without those that are gone or whose file cannot be read, which `list` reports."""
    comments = []
    for choice in choices:
        try:
            state, submission = desk.queue.find(choice.id)
        except (NoSuchSubmission, SiteError):
            continue
        comments.append(of_submission(State(state), submission))
    return comments
