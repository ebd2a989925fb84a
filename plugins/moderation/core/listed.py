"""One entry of the desk's lists: what it shows of a submission or a published comment, and what it is
searched by. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from unicodedata import category, normalize

from plugins.comments.form import CommentInput
from plugins.comments.model import Comment
from plugins.comments.receipt import fingerprint
from plugins.moderation.core.excerpts import excerpt, link_targets
from plugins.moderation.core.published_words import as_words
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission
from plugins.moderation.core.submission_file import comment_of

_EXCERPT = 160
_TOKEN = re.compile(r"[^\W_]+")


class DeskList(StrEnum):
    """The lists of the desk: the states of the queue, and the archive. A recently published comment is in two
    of them: as APPROVED while its private file exists, and as PUBLISHED."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    SPAM = "spam"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class ListedComment:
    """One entry of a list.

    `received`: of a published comment, the first moment that its date can mean.
    `file`: its name in its folder.
    `hosts`: the hosts it links to, in ASCII.
    `revision`, `corrected`: as in `Submission`.
    `edited`: when a moderator edited it.
    `private`: whether it has an e-mail address or another private field.
    `words`: the text to search, `folded`; "" when read from the index.
    """

    state: DeskList
    id: str
    article: str
    author: str
    received: datetime
    excerpt: str
    fingerprint: str
    file: str = ""
    decided: datetime | None = None
    email: str | None = None
    site: str | None = None
    reply_to: str | None = None
    source: str | None = None
    verdict: str | None = None
    hosts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    revision: int = 0
    corrected: int = 0
    withdrawn: bool = False
    edited: datetime | None = None
    private: bool = False
    words: str = ""

    @property
    def day(self) -> str:
        """The day of receipt in the time zone that the moment carries, as in the ledger."""
        return self.received.date().isoformat()

    @property
    def touched(self) -> datetime:
        """When a person last decided on it or edited it; otherwise when it was received."""
        decided = self.decided or self.received
        return max(decided, self.edited) if self.edited else decided


def of_submission(state: State, submission: Submission) -> ListedComment:
    words = submission.words
    return ListedComment(
        state=DeskList(state),
        id=submission.id,
        article=words.article,
        author=words.author,
        received=submission.received,
        excerpt=excerpt(words.text, _EXCERPT),
        fingerprint=words.fingerprint,
        file=f"{submission.id}.txt",
        decided=submission.decided,
        email=words.email,
        site=words.site,
        reply_to=words.reply_to,
        source=submission.source,
        verdict=submission.verdict,
        hosts=hosts(words),
        reasons=submission.reasons,
        revision=submission.revision,
        corrected=submission.corrected,
        edited=_edited(submission),
        private=words != words.without_private(),
        words=folded("\n".join(words.public_texts)),
    )


def of_comment(slug: str, comment: Comment, file: str) -> ListedComment:
    words = as_words(slug, comment)
    return ListedComment(
        state=DeskList.PUBLISHED,
        id=comment.id,
        article=slug,
        author=comment.author,
        received=comment.date.earliest(UTC),
        excerpt=excerpt(words.text, _EXCERPT),
        fingerprint=fingerprint(comment.text),
        file=file,
        site=comment.site,
        reply_to=comment.reply_to,
        hosts=hosts(words),
        withdrawn=comment.withdrawn is not None,
        words=folded("\n".join(words.public_texts)),
    )


def _edited(submission: Submission) -> datetime | None:
    edited = comment_of(submission).edited if submission.original is not None else None
    return edited.moment if edited else None


def hosts(words: CommentInput) -> tuple[str, ...]:
    """The hosts that a comment links to, each once, sorted."""
    return tuple(sorted({target.host for target in link_targets(words)}))


def folded(text: str) -> str:
    """A text prepared for searching: its words without case and accents, each after one space. A text without
    words is only case-folded."""
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if category(sign) != "Mn")
    text = text.casefold()
    return "".join(f" {word}" for word in _TOKEN.findall(text)) or f" {text.strip()}"
