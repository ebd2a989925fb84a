"""What senders can see of their comment and do with it: correct it while it waits, withdraw it at any time.

The private address that they were given contains the id of the submission; its signature is the only
credential.
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
"""The path of private addresses below the intake's; a token follows it."""


class Standing(StrEnum):
    """The state that senders are shown. For spam, they are shown that it waits."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SentComment:
    """`comment`: as readers see it, or would see it. `submission`: None if its private file has been deleted.
    `published`: None if it is not in the archive."""

    standing: Standing
    article: str
    comment: Comment
    submission: Submission | None = None
    published: PublishedComment | None = None


def find(desk: Desk, identifier: str) -> SentComment:
    """A sender's comment. Raises NoSuchSubmission if nothing is left of it, SiteError if its file cannot be
    read."""
    published = _published(desk, identifier)
    try:
        state, submission = desk.queue.find(identifier)
    except NoSuchSubmission:
        if published is None:
            raise
        return _in_archive(published, None)
    if state is State.APPROVED and published:
        return _in_archive(published, submission)
    waits = state is State.PENDING or (state is State.SPAM and submission.decided is None)
    standing = Standing.WAITING if waits else Standing.REFUSED
    return SentComment(standing, submission.words.article, submission_file.comment_of(submission), submission)


def take_back(desk: Desk, identifier: str, now: datetime) -> bool:
    """Erase a waiting or refused comment, or withdraw a published one. Returns whether the archive changed.
    Raises NoSuchSubmission, SiteError, OSError."""
    sent = find(desk, identifier)
    private = ((State.PENDING, sent.submission),) if sent.submission else ()
    published = (sent.published,) if sent.published and sent.standing is Standing.PUBLISHED else ()
    done = erasure.erase(desk, PersonalData(private, published), now)
    return any(erased.state == erasure.PUBLISHED for erased in done)


def _in_archive(published: PublishedComment, submission: Submission | None) -> SentComment:
    comment = published.filed.comment
    standing = Standing.WITHDRAWN if comment.withdrawn else Standing.PUBLISHED
    return SentComment(standing, published.slug, comment, submission, published)


def _published(desk: Desk, identifier: str) -> PublishedComment | None:
    """The published comment, under any article: a moderator may have moved it."""
    path = next(desk.paths.comments.glob(f"*/{identifier}.txt"), None)
    if path is None or not submission_file.is_id(identifier):
        return None
    where = f"content/comments/{path.parent.name}/{path.name}"
    return PublishedComment(path.parent.name, comment_format.parse(path.read_bytes(), where))
