"""Finding things for a moderator, over queue and archive: by id, by person, all of them."""

from plugins.comments import format as comment_format
from plugins.common.errors import Problem, SiteError
from plugins.moderation import decisions, lookup, person
from plugins.moderation.desk import Desk
from plugins.moderation.lookup import Published
from plugins.moderation.person import Belongings, Kept
from plugins.moderation.states import State
from plugins.moderation.submission import Submission
from plugins.moderation.surroundings import whole_archive


def every(desk: Desk) -> tuple[list[Kept], list[Problem]]:
    """The whole queue, oldest first, each submission once even where a crash left two files of it."""
    true: dict[str, Kept] = {}
    problems: list[Problem] = []
    for state in State:
        found, wrong = desk.queue.survey(state)
        problems += wrong
        for one in found:
            if one.id not in true or one.revision > true[one.id][1].revision:
                true[one.id] = (state, one)
    return [true[identifier] for identifier in sorted(true)], problems


def by_id(typed: str, desk: Desk) -> Belongings:
    """A submission and what was published from it, or a published comment. Raises Unclear, SiteError.

    The whole archive is read only where the queue knows no such id.
    """
    try:
        identifier = lookup.submission(typed, decisions.every_id(desk))
    except lookup.Nowhere:
        return Belongings((), (lookup.published(typed, whole_archive(desk.place)),))
    state, one = desk.queue.find(identifier)
    return Belongings(((state, one),), published_from(one, desk))


def by_person(email: str, desk: Desk) -> Belongings:
    """Raises SiteError where any file cannot be read: an answer to a person must be complete."""
    found, problems = every(desk)
    if problems:
        raise SiteError(problems)
    return person.of(email, found, whole_archive(desk.place))


def published_from(one: Submission, desk: Desk) -> tuple[Published, ...]:
    """The comment that a submission became, if it did. Raises SiteError."""
    path = desk.queue.published(one)
    if not path.exists():
        return ()
    where = f"content/comments/{one.words.article}/{path.name}"
    return (Published(one.words.article, comment_format.parse(path.read_bytes(), where)),)
