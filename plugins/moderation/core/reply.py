"""Publishes the moderator's own answer to a published comment.

Like any other comment it goes through the queue and is approved there, so that undo and erase work.
"""

import secrets
from datetime import datetime

from plugins.comments.form import CommentInput
from plugins.common.translations import N_
from plugins.moderation.core import identity
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import RULES_FILE, Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.states import Action, State
from plugins.moderation.core.submission import Submission, parse


class CannotReply(Exception):
    """An answer could not be published. The message, one line per reason, is for a terminal; `why` has the
    reasons as French sentences for a page, to be translated."""

    def __init__(self, what: str, *why: str) -> None:
        super().__init__(what)
        self.why = why


def author(desk: Desk) -> str:
    """The name that answers are published under. Raises CannotReply."""
    if not desk.settings.desk.author:
        what = f'Say first who answers, in {RULES_FILE}: [desk] author = "your name"'
        raise CannotReply(what, N_("moderation.toml ne dit pas encore qui répond\u00a0: [desk] author."))
    return desk.settings.desk.author


def publish(desk: Desk, answered: PublishedComment, text: str, now: datetime) -> Submission:
    """Publish an answer. Raises CannotReply, and what the queue raises."""
    answer = words(desk, answered.slug, answered.filed.comment.id, text)
    if _is_published(desk, answer):
        what = f"The same answer to {answered.name} is published already."
        raise CannotReply(what, N_("la même réponse est déjà publiée."))
    submission = Submission(
        id=identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES)),
        words=answer,
        received=now.replace(microsecond=0),
        source="desk",
    )
    desk.queue.add(submission, State.PENDING)
    desk.decide(submission.id, Action.APPROVE, now)
    return submission


def words(desk: Desk, slug: str, identifier: str, text: str) -> CommentInput:
    """The words of an answer, validated. Raises CannotReply."""
    parsed = parse({"article": slug, "author": author(desk), "text": text, "reply_to": identifier})
    if parsed.words is None:
        why = (error.message for error in parsed.errors)
        raise CannotReply("\n".join(map(str, parsed.errors)), *why)
    return parsed.words


def _is_published(desk: Desk, words: CommentInput) -> bool:
    """Whether the same answer is there already: running the command again must not publish it twice."""
    return any(
        (entry.comment.author, entry.comment.reply_to, entry.comment.text)
        == (words.author, words.reply_to, words.text)
        for entry in SubmissionContext(desk.paths).thread(words.article)
    )
