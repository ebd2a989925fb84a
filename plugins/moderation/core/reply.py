"""The moderator's own answer to a published comment, published at once.

It takes the way of all others, a file in the queue and then its approval, so undo and erase know it too.
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
    """Why there is no answer, a line a reason: words for a terminal. `why`: the same for a page, sentences in
    French, to be translated."""

    def __init__(self, what: str, *why: str) -> None:
        super().__init__(what)
        self.why = why


def author(desk: Desk) -> str:
    """Whose name it is published under. Raises CannotReply."""
    if not desk.settings.desk.author:
        what = f'Say first who answers, in {RULES_FILE}: [desk] author = "your name"'
        raise CannotReply(what, N_("moderation.toml ne dit pas encore qui répond\u00a0: [desk] author."))
    return desk.settings.desk.author


def publish(desk: Desk, answered: PublishedComment, text: str, now: datetime) -> Submission:
    """Raises CannotReply, and what the queue raises."""
    said = words(desk, answered.slug, answered.filed.comment.id, text)
    if _stands(desk, said):
        what = f"The same answer to {answered.name} is published already."
        raise CannotReply(what, N_("la même réponse est déjà publiée."))
    one = Submission(
        id=identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES)),
        words=said,
        received=now.replace(microsecond=0),
        source="desk",
    )
    desk.queue.add(one, State.PENDING)
    desk.decide(one.id, Action.APPROVE, now)
    return one


def words(desk: Desk, slug: str, identifier: str, text: str) -> CommentInput:
    """Those of an answer to a comment of an article, before anything is published. Raises CannotReply."""
    parsed = parse({"article": slug, "author": author(desk), "text": text, "reply_to": identifier})
    if parsed.words is None:
        why = (error.message for error in parsed.errors)
        raise CannotReply("\n".join(map(str, parsed.errors)), *why)
    return parsed.words


def _stands(desk: Desk, words: CommentInput) -> bool:
    """Whether it was sent before: a second run must not answer twice."""
    return any(
        (entry.comment.author, entry.comment.reply_to, entry.comment.text)
        == (words.author, words.reply_to, words.text)
        for entry in SubmissionContext(desk.paths).thread(words.article)
    )
