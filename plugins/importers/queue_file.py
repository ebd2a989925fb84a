"""Writes an imported comment that was not public as a file of the moderation queue. Pure."""

from datetime import UTC, datetime

from plugins.comments import format as comment_format
from plugins.comments.form import CommentInput
from plugins.comments.model import WAITING
from plugins.importers.record import CommentState, ImportedComment
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import Submission

_DECIDED = {CommentState.REJECTED, CommentState.SPAM}


def path(imported: ImportedComment) -> str:
    """The path of a comment's file, relative to `var/moderation/`."""
    return f"{imported.state}/{imported.comment.id}.txt"


def text(imported: ImportedComment, now: datetime) -> bytes:
    """The private file. The old number is its id, so that replies refer to it once it is approved.

    A comment that was decided on in the old system counts as decided now, so that the periods of retention
    begin now (docs/moderating.md).
    """
    comment, written = imported.comment, comment_format.written(imported.comment)
    words = CommentInput(
        imported.slug, comment.author, comment.text, imported.email, comment.site, comment.reply_to
    )
    submission = Submission(
        id=comment.id,
        words=words,
        received=comment.date.earliest(UTC),
        source="import",
        verdict=str(imported.state),
        reasons=imported.reasons,
        decided=now.replace(microsecond=0) if imported.state in _DECIDED else None,
        headers={name: value for name, value in written.items() if name in WAITING},
    )
    return submission_file.dump(submission)
