"""What belongs to one person: by the e-mail address they gave, in the queue and in the archive. Pure.

The archive knows no address. What is certain there is what was published from a submission that is still
kept; a comment under the same name, or one that quotes the address, may be theirs or not: a person decides.
Once addresses are erased, only a name is left to look for.
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
    """`kept`: in the queue; `published`: in the archive, for certain; `perhaps`: in the archive;
    `subscriptions`: what the address is told of."""

    kept: tuple[QueueItem, ...]
    published: tuple[PublishedComment, ...]
    perhaps: tuple[PublishedComment, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is theirs for certain."""
        return not (self.kept or self.published or self.subscriptions)

    @property
    def digest(self) -> str:
        """Of all that would go, as it is now: whoever agreed to another one has not seen it."""
        kept = [f"{state} {one.id} {one.revision}" for state, one in self.kept]
        public = [f"{one.name} {one.filed.comment.withdrawn}" for one in self.published]
        told = [one.id for one in self.subscriptions]
        return sha256("\n".join([*kept, *public, *told]).encode()).hexdigest()


def of(who: str, queue: Iterable[QueueItem], archive: Iterable[PublishedComment]) -> PersonalData:
    """All that is found under an address, or under a name in the archive; without regard to case."""
    wanted = who.strip().casefold()
    kept = tuple((state, one) for state, one in queue if (one.words.email or "").casefold() == wanted)
    certain = {(one.words.article, one.id) for _, one in kept}
    names = {wanted, *(one.words.author.casefold() for _, one in kept)}
    standing = [one for one in archive if one.filed.comment.text]
    published = [one for one in standing if _key(one) in certain]
    perhaps = [one for one in standing if _key(one) not in certain and _may_be(one, wanted, names)]
    return PersonalData(kept, tuple(published), tuple(perhaps))


def together(found: Iterable[PersonalData]) -> PersonalData:
    """Of several comments, each once."""
    kept: dict[str, QueueItem] = {}
    published: dict[str, PublishedComment] = {}
    for one in found:
        kept |= {item[1].id: item for item in one.kept}
        published |= {comment.name: comment for comment in one.published}
    return PersonalData(tuple(kept.values()), tuple(published.values()))


def _key(one: PublishedComment) -> tuple[str, str]:
    return one.slug, one.filed.comment.id


def _may_be(one: PublishedComment, wanted: str, names: set[str]) -> bool:
    comment = one.filed.comment
    quoted = "@" in wanted and wanted in f"{comment.site}\n{comment.text}".casefold()
    return quoted or comment.author.casefold() in names
