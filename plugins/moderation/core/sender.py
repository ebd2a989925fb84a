"""What the sender of a comment may know of it, and do: correct it while it waits, take it back whenever.

The private address that they were given names the submission; its signature is all that they need to show.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.moderation.core import erasure, submission_file
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.personal_data import PersonalData
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

PATH = "le-mien"
"""The private address of a comment, below that of the intake; behind it, a token."""


class Standing(StrEnum):
    """What its sender is told. Spam is not told: as far as its sender knows, it waits."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SentComment:
    """`comment`: as readers see it, or would. `submission`: while there is a private file of it; `published`:
    once it stands in the archive."""

    standing: Standing
    article: str
    comment: Comment
    submission: Submission | None = None
    published: PublishedComment | None = None


def find(desk: Desk, identifier: str) -> SentComment:
    """Raises NoSuchSubmission where nothing is left of it, SiteError where its file cannot be read."""
    published = _published(desk, identifier)
    try:
        state, one = desk.queue.find(identifier)
    except NoSuchSubmission:
        if published is None:
            raise
        return _in_archive(published, None)
    if state is State.APPROVED and published:
        return _in_archive(published, one)
    waits = state is State.PENDING or (state is State.SPAM and one.decided is None)
    standing = Standing.WAITING if waits else Standing.REFUSED
    return SentComment(standing, one.words.article, submission_file.comment_of(one), one)


def take_back(desk: Desk, identifier: str, now: datetime) -> bool:
    """Erase what waits, or was refused; withdraw what is published. Whether the archive changed. Raises
    NoSuchSubmission, SiteError, OSError."""
    sent = find(desk, identifier)
    kept = ((State.PENDING, sent.submission),) if sent.submission else ()
    published = (sent.published,) if sent.published and sent.standing is Standing.PUBLISHED else ()
    done = erasure.erase(desk, PersonalData(kept, published), now)
    return any(one.state == erasure.PUBLISHED for one in done)


def _in_archive(published: PublishedComment, one: Submission | None) -> SentComment:
    comment = published.filed.comment
    standing = Standing.WITHDRAWN if comment.withdrawn else Standing.PUBLISHED
    return SentComment(standing, published.slug, comment, one, published)


def _published(desk: Desk, identifier: str) -> PublishedComment | None:
    """Under whatever article: the moderator may have moved it."""
    path = next(desk.paths.comments.glob(f"*/{identifier}.txt"), None)
    if path is None or not submission_file.is_id(identifier):
        return None
    where = f"content/comments/{path.parent.name}/{path.name}"
    return PublishedComment(path.parent.name, comment_format.parse(path.read_bytes(), where))
