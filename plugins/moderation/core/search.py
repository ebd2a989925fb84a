"""Searches of queue and archive for a moderator: by id, by person, or everything."""

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


def whole_queue(desk: Desk) -> tuple[list[QueueItem], list[Problem]]:
    """All submissions, oldest first, and the problems of unreadable files. If a crash left two files of one
    submission, only the one that counts."""
    by_id: dict[str, QueueItem] = {}
    problems: list[Problem] = []
    for state in State:
        submissions, unreadable = desk.queue.survey(state)
        problems += unreadable
        for submission in submissions:
            if submission.id not in by_id or submission.revision > by_id[submission.id][1].revision:
                by_id[submission.id] = (state, submission)
    return [by_id[identifier] for identifier in sorted(by_id)], problems


def by_id(typed: str, desk: Desk) -> PersonalData:
    """A submission with the comment published from it, or else a published comment. Raises NoSuchId,
    IdNotUnique, SiteError.

    The archive is searched only if the queue has no such id.
    """
    try:
        identifier = submission_id(typed, desk)
    except lookup.NoSuchId:
        return PersonalData((), (lookup.published(typed, _perhaps(typed, desk)),))
    state, submission = desk.queue.find(identifier)
    return PersonalData(((state, submission),), published_from(submission, desk))


def submission_id(typed: str, desk: Desk) -> str:
    """The id of the submission that is meant. Raises NoSuchId, IdNotUnique."""
    return lookup.submission(typed, desk.index.ids_with(typed))


def _perhaps(typed: str, desk: Desk) -> Iterator[PublishedComment]:
    """The published comments that may be meant. Raises SiteError if a file cannot be read."""
    for where in desk.index.published_with(typed):
        path = desk.paths.root / where
        with suppress(FileNotFoundError):
            yield PublishedComment(path.parent.name, comment_format.parse(path.read_bytes(), where))


def by_person(email: str, desk: Desk) -> PersonalData:
    """All data of a person. Raises SiteError if any file cannot be read, since the answer must be
    complete."""
    submissions, problems = whole_queue(desk)
    if problems:
        raise SiteError(problems)
    data = personal_data.of(email, submissions, whole_archive(desk.paths))
    return replace(data, subscriptions=tuple(desk.subscriptions.of(email)))


def published_from(submission: Submission, desk: Desk) -> tuple[PublishedComment, ...]:
    """The comment published from a submission, if there is one. Raises SiteError."""
    path = desk.queue.archive.path(submission)
    if not path.exists():
        return ()
    where = f"{ARCHIVE}/{submission.words.article}/{path.name}"
    return (PublishedComment(submission.words.article, comment_format.parse(path.read_bytes(), where)),)
