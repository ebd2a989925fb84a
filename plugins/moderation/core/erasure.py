"""Erases a person's data on request (GDPR, article 17), in the queue and in the archive.

A private file is deleted and its case added to `erased`, so that the ledger keeps its numbers. A published
comment is withdrawn: name, site and text are removed from its file; its number, its date and the answers to
it stay. Public words go first and private files last, so that after a crash the person's address still finds
the rest.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from plugins.comments import format as comment_format
from plugins.common import files, translations
from plugins.common.translations import N_
from plugins.common.when import When
from plugins.moderation.core import search
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.ledger import case_of
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.personal_data import PersonalData

NOBODY = N_("retiré")
"""The author in the file of a withdrawn comment, which must have one. No page prints it, but the desk
does."""
PUBLISHED = "published"
NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One thing that was erased. `state`: of the private file, or PUBLISHED, or NOTICES for a
    subscription."""

    id: str
    state: str


def erase(desk: Desk, data: PersonalData, now: datetime) -> list[Erasure]:
    """Erase data permanently. After OSError or SiteError, a second run erases the rest.

    Everything is read again, since somebody may have decided while the moderator was asked to confirm.
    """
    desk.queue.mend({submission.id for _, submission in data.kept})
    with desk.queue.locked():
        private = [desk.queue.find(kept.id) for _, kept in data.kept if desk.queue.holds(kept.id)]
        from_these = chain.from_iterable(search.published_from(submission, desk) for _, submission in private)
        public = {comment.name: comment for comment in (*data.published, *from_these)}
        if public:
            site = SubmissionContext(desk.paths).site()
            nobody = translations.of(site.site.lang if site else translations.SOURCE).gettext(NOBODY)
            with desk.queue.archive.owing(f"erase {now.isoformat()}"):
                for published in public.values():
                    _withdraw(desk, published, nobody, now)
        desk.erased.add(case for state, submission in private if (case := case_of(state, submission)))
        for state, submission in private:
            desk.queue.erase(state, submission.id)
    desk.index.forget_erased()
    for subscription in data.subscriptions:
        desk.subscriptions.end(subscription.id)
    files_erased = (Erasure(submission.id, str(state)) for state, submission in private)
    notices = (Erasure(subscription.id, NOTICES) for subscription in data.subscriptions)
    return [*files_erased, *(Erasure(name, PUBLISHED) for name in public), *notices]


def _withdraw(desk: Desk, published: PublishedComment, nobody: str, now: datetime) -> None:
    comment = published.filed.comment
    withdrawn = comment.withdrawn or When(now.year, now.month, now.day)
    empty = comment.emptied(nobody)._replace(withdrawn=withdrawn)
    files.write(desk.paths.root / published.filed.where, comment_format.dump(empty))
