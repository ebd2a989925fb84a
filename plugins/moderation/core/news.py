"""Which comments a subscriber has not been told of. Pure."""

from collections.abc import Collection, Iterable

from plugins.comments.threads import ThreadEntry
from plugins.moderation.core.subscription import Subscription

Thread = Iterable[ThreadEntry]


def standing(thread: Iterable[ThreadEntry]) -> frozenset[str]:
    """What need not be told to whoever subscribes now."""
    return frozenset(entry.comment.id for entry in thread)


def news(
    one: Subscription, thread: Thread, published: Collection[str], own: Collection[str]
) -> tuple[ThreadEntry, ...]:
    """In the order of the page. `published`: ids of comments that the last build has put on the page, for
    nothing else can be opened; `own`: of the subscriber's own comments."""
    return tuple(
        entry
        for entry in thread
        if entry.comment.id in published
        and entry.comment.id not in one.told
        and entry.comment.id not in own
        and entry.comment.role != "author"
        and entry.comment.withdrawn is None
        and one.comment in (None, entry.comment.reply_to)
    )
