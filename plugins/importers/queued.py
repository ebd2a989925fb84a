"""A comment that was not public, as a file of the moderation queue. Pure."""

from datetime import UTC, datetime

from plugins.importers.record import Remark, State
from plugins.moderation import letter
from plugins.moderation.submission import Submission, Words

_DECIDED = {State.REJECTED, State.SPAM}


def path(remark: Remark) -> str:
    """Below `var/moderation/`."""
    return f"{remark.state}/{remark.comment.id}.txt"


def text(remark: Remark, now: datetime) -> bytes:
    """The private file. The old number stays the id: once approved, replies find it.

    What was decided counts as decided today: from then on the queue may forget it (docs/moderating.md).
    """
    comment = remark.comment
    words = Words(remark.slug, comment.author, comment.text, remark.email, comment.site, comment.reply_to)
    submission = Submission(
        id=comment.id,
        words=words,
        received=comment.date.earliest(UTC),
        source="import",
        verdict=str(remark.state),
        reasons=remark.reasons,
        decided=now.replace(microsecond=0) if remark.state in _DECIDED else None,
        date=comment.date,
        shown=comment.shown,
        format=comment.format,
    )
    return letter.dump(submission)
