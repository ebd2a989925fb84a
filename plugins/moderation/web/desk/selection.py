"""Which comments a decision on many is about: those that are ticked, those of a page, all of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import BadFilter
from plugins.moderation.core.listed import DeskList, ListedComment, of_submission
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.web.desk.list_query import ListQuery


class Scope(StrEnum):
    """What a decision is for, as the form sends it."""

    CHOSEN = "choisis"
    PAGE = "page"
    REST = "reste"
    ALL = "tous"


@dataclass(frozen=True, slots=True)
class Choice:
    """`id`: of a submission; `revision`: the one that was looked at."""

    id: str
    revision: int

    @property
    def name(self) -> str:
        """The choice as its box sends it."""
        return f"{self.id}.{self.revision}"


def read(names: Iterable[str]) -> tuple[Choice, ...]:
    """What boxes sent; each once, and nothing but names."""
    split = (name.rpartition(".") for name in dict.fromkeys(names))
    return tuple(Choice(identifier, int(number)) for identifier, _, number in split if number.isdecimal())


def chosen(scope: Scope, ticked: Sequence[str], page: Sequence[str]) -> tuple[Choice, ...]:
    """The comments of a page that a scope means."""
    if scope is Scope.REST:
        return read(name for name in page if name not in set(ticked))
    return read(page if scope is Scope.PAGE else ticked)


def of_page(scope: str, ticked: Sequence[str], page: Sequence[str]) -> tuple[Choice, ...]:
    """As `chosen`; what is not a scope means those that are ticked."""
    return chosen(Scope(scope) if scope in set(Scope) else Scope.CHOSEN, ticked, page)


def found(desk: Desk, query: ListQuery) -> list[ListedComment]:
    """All that a list holds, however many pages it has."""
    if query.list is DeskList.PUBLISHED:
        return []
    try:
        return desk.index.every(query.filter, query.list)
    except BadFilter:
        return []


def lines(desk: Desk, choices: Iterable[Choice]) -> list[ListedComment]:
    """What each is, as far as it is there."""
    every = []
    for choice in choices:
        try:
            state, one = desk.queue.find(choice.id)
        except NoSuchSubmission:
            continue
        every.append(of_submission(State(state), one))
    return every
