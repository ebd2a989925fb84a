"""Finding things for a moderator, over queue and archive: by id, by person, all of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from plugins.comments import format as comment_format
from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import lookup, personal_data
from plugins.moderation.core.context import whole_archive
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.personal_data import PersonalData, QueueItem
from plugins.moderation.core.published_files import ARCHIVE
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission


def every(desk: Desk) -> tuple[list[QueueItem], list[Problem]]:
    """The whole queue, oldest first, each submission once even where a crash left two files of it."""
    true: dict[str, QueueItem] = {}
    problems: list[Problem] = []
    for state in State:
        found, wrong = desk.queue.survey(state)
        problems += wrong
        for one in found:
            if one.id not in true or one.revision > true[one.id][1].revision:
                true[one.id] = (state, one)
    return [true[identifier] for identifier in sorted(true)], problems


def by_id(typed: str, desk: Desk) -> PersonalData:
    """A submission and what was published from it, or a published comment. Raises NoSuchId, IdNotUnique,
    SiteError.

    The archive is looked at only where the queue knows no such id.
    """
    try:
        identifier = submission_id(typed, desk)
    except lookup.NoSuchId:
        return PersonalData((), (lookup.published(typed, _perhaps(typed, desk)),))
    state, one = desk.queue.find(identifier)
    return PersonalData(((state, one),), published_from(one, desk))


def submission_id(typed: str, desk: Desk) -> str:
    """The id that is meant. Raises NoSuchId, IdNotUnique."""
    return lookup.submission(typed, desk.index.ids_with(typed))


def _perhaps(typed: str, desk: Desk) -> Iterator[PublishedComment]:
    """Published comments that may be meant. Raises SiteError where a file cannot be read."""
    for where in desk.index.published_with(typed):
        path = desk.paths.root / where
        with suppress(FileNotFoundError):
            yield PublishedComment(path.parent.name, comment_format.parse(path.read_bytes(), where))


def by_person(email: str, desk: Desk) -> PersonalData:
    """Raises SiteError where any file cannot be read: an answer to a person must be complete."""
    found, problems = every(desk)
    if problems:
        raise SiteError(problems)
    data = personal_data.of(email, found, whole_archive(desk.paths))
    return replace(data, subscriptions=tuple(desk.subscriptions.of(email)))


def published_from(one: Submission, desk: Desk) -> tuple[PublishedComment, ...]:
    """The comment that a submission became, if it did. Raises SiteError."""
    path = desk.queue.archive.path(one)
    if not path.exists():
        return ()
    where = f"{ARCHIVE}/{one.words.article}/{path.name}"
    return (PublishedComment(one.words.article, comment_format.parse(path.read_bytes(), where)),)
