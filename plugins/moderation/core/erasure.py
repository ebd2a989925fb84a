"""What a person asks for (GDPR, article 17), over queue and archive.

A private file goes, and its case into `erased`, so that the ledger keeps its numbers. A published comment is
withdrawn: name, site and text go from its file; its place, its date and the answers to it stay. Public words
first, private file last: after a crash the person's address still finds the rest.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from plugins.comments import format as comment_format
from plugins.common import files
from plugins.common.when import When
from plugins.moderation.core import search
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.ledger import case_of
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.personal_data import PersonalData

NOBODY = "retiré"
"""A file must name somebody; no page prints it."""
PUBLISHED = "published"
NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What went: `state` is that of a private file, or PUBLISHED, or NOTICES."""

    id: str
    state: str


def erase(desk: Desk, found: PersonalData, now: datetime) -> list[Erasure]:
    """For good. Raises OSError, SiteError: running again does the rest.

    Everything is looked at again: somebody may have decided while the question stood.
    """
    desk.queue.mend({one.id for _, one in found.kept})
    with desk.queue.locked():
        kept = [desk.queue.find(one.id) for _, one in found.kept if desk.queue.holds(one.id)]
        from_these = chain.from_iterable(search.published_from(one, desk) for _, one in kept)
        public = {one.name: one for one in (*found.published, *from_these)}
        if public:
            with desk.queue.archive.owing(f"erase {now.isoformat()}"):
                for published in public.values():
                    _withdraw(desk, published, now)
        desk.erased.add(case for state, one in kept if (case := case_of(state, one)))
        for state, one in kept:
            desk.queue.erase(state, one.id)
    desk.index.forget_erased()
    for subscription in found.subscriptions:
        desk.subscriptions.end(subscription.id)
    private = (Erasure(one.id, str(state)) for state, one in kept)
    notices = (Erasure(one.id, NOTICES) for one in found.subscriptions)
    return [*private, *(Erasure(name, PUBLISHED) for name in public), *notices]


def _withdraw(desk: Desk, one: PublishedComment, now: datetime) -> None:
    comment = one.filed.comment
    withdrawn = comment.withdrawn or When(now.year, now.month, now.day)
    empty = comment.emptied(NOBODY)._replace(withdrawn=withdrawn)
    files.write(desk.paths.root / one.filed.where, comment_format.dump(empty))
