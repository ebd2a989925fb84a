"""Finds the data of one person in the queue and in the archive, by their e-mail address. Pure.

The archive contains no addresses. A comment there is certainly theirs if its submission still exists; one
with the same name, or one that quotes the address, may be theirs, and a moderator decides. Once addresses are
erased, only the name is left to search for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission
from plugins.moderation.core.subscription import Subscription

QueueItem = tuple[State, Submission]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`kept`: in the queue. `published`: in the archive, certainly theirs. `perhaps`: in the archive,
    possibly theirs. `subscriptions`: of the address."""

    kept: tuple[QueueItem, ...]
    published: tuple[PublishedComment, ...]
    perhaps: tuple[PublishedComment, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is certainly theirs."""
        return not (self.kept or self.published or self.subscriptions)

    @property
    def digest(self) -> str:
        """A digest of everything that would be erased. If it differs, the moderator confirmed something
        else."""
        private = [f"{state} {submission.id} {submission.revision}" for state, submission in self.kept]
        public = [f"{comment.name} {comment.filed.comment.withdrawn}" for comment in self.published]
        subscriptions = [subscription.id for subscription in self.subscriptions]
        return sha256("\n".join([*private, *public, *subscriptions]).encode()).hexdigest()


def of(who: str, queue: Iterable[QueueItem], archive: Iterable[PublishedComment]) -> PersonalData:
    """Everything found under an address, or in the archive under a name, ignoring case."""
    wanted = who.strip().casefold()
    kept = tuple(item for item in queue if (item[1].words.email or "").casefold() == wanted)
    certain = {(submission.words.article, submission.id) for _, submission in kept}
    names = {wanted, *(submission.words.author.casefold() for _, submission in kept)}
    standing = [comment for comment in archive if comment.filed.comment.text]
    published = [comment for comment in standing if _key(comment) in certain]
    others = (comment for comment in standing if _key(comment) not in certain)
    perhaps = [comment for comment in others if _may_be(comment, wanted, names)]
    return PersonalData(kept, tuple(published), tuple(perhaps))


def together(parts: Iterable[PersonalData]) -> PersonalData:
    """Combine the data of several comments, without duplicates."""
    kept: dict[str, QueueItem] = {}
    published: dict[str, PublishedComment] = {}
    for part in parts:
        kept |= {item[1].id: item for item in part.kept}
        published |= {comment.name: comment for comment in part.published}
    return PersonalData(tuple(kept.values()), tuple(published.values()))


def _key(published: PublishedComment) -> tuple[str, str]:
    return published.slug, published.filed.comment.id


def _may_be(published: PublishedComment, wanted: str, names: set[str]) -> bool:
    comment = published.filed.comment
    quoted = "@" in wanted and wanted in f"{comment.site}\n{comment.text}".casefold()
    return quoted or comment.author.casefold() in names
