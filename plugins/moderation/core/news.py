"""Selects the comments that a subscriber has not been notified of. Pure."""

from collections.abc import Collection, Iterable

from plugins.comments.threads import ThreadEntry
from plugins.moderation.core.subscription import Subscription

Thread = Iterable[ThreadEntry]


def standing(thread: Iterable[ThreadEntry]) -> frozenset[str]:
    """The ids of the present comments, which a new subscriber need not be told of."""
    return frozenset(entry.comment.id for entry in thread)


def news(
    subscription: Subscription, thread: Thread, published: Collection[str], own: Collection[str]
) -> tuple[ThreadEntry, ...]:
    """The comments to notify a subscriber of, in the order of the page. `published`: ids of the comments that
    are on the page since the last build; others could not be opened yet. `own`: ids of the subscriber's
    comments."""
    return tuple(
        entry
        for entry in thread
        if entry.comment.id in published
        and entry.comment.id not in subscription.told
        and entry.comment.id not in own
        and entry.comment.role != "author"
        and entry.comment.withdrawn is None
        and subscription.comment in (None, entry.comment.reply_to)
    )
