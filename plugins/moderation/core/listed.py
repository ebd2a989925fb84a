"""One line of a list: what it shows and what it is found by, of a submission or a published comment. Pure."""

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
    """The lists of the desk: the queue's states, and the archive. What is published not long ago is in two:
    the comment, and its private file."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    SPAM = "spam"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class ListedComment:
    """`received`: of a published comment, the first moment that its date can mean. `file`: its name in its
    folder. `hosts`: where its links lead, in ASCII. `revision`, `corrected`: as of the submission. `edited`:
    by a moderator. `private`: whether anything goes with the e-mail address. `words`: all that is looked
    through, `folded`; empty where only the line is wanted."""

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
        """By the calendar of the place where it was written, as the ledger counts."""
        return self.received.date().isoformat()

    @property
    def touched(self) -> datetime:
        """By a person: decided on, or edited; else when it came."""
        decided = self.decided or self.received
        return max(decided, self.edited) if self.edited else decided


def of_submission(state: State, one: Submission) -> ListedComment:
    words = one.words
    return ListedComment(
        state=DeskList(state),
        id=one.id,
        article=words.article,
        author=words.author,
        received=one.received,
        excerpt=excerpt(words.text, _EXCERPT),
        fingerprint=words.fingerprint,
        file=f"{one.id}.txt",
        decided=one.decided,
        email=words.email,
        site=words.site,
        reply_to=words.reply_to,
        source=one.source,
        verdict=one.verdict,
        hosts=hosts(words),
        reasons=one.reasons,
        revision=one.revision,
        corrected=one.corrected,
        edited=_edited(one),
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


def _edited(one: Submission) -> datetime | None:
    edited = comment_of(one).edited if one.original is not None else None
    return edited.moment if edited else None


def hosts(words: CommentInput) -> tuple[str, ...]:
    """The hosts that a comment links to, each once, sorted."""
    return tuple(sorted({target.host for target in link_targets(words)}))


def folded(text: str) -> str:
    """A text as it is looked through: its words, without case and accents, each after one space. Text
    without any is only without case."""
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if category(sign) != "Mn")
    text = text.casefold()
    return "".join(f" {word}" for word in _TOKEN.findall(text)) or f" {text.strip()}"
