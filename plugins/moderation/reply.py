"""reply: the moderator's own answer to a published comment, published at once.

It takes the way of all others, a file in the queue and then its approval, so undo and erase know it too.
"""

import secrets
import sys
from argparse import Namespace
from datetime import datetime

from plugins.moderation import decisions, details, identity, search
from plugins.moderation.desk import RULES_FILE, Desk
from plugins.moderation.lookup import Published
from plugins.moderation.queue import Unknown
from plugins.moderation.report import Report
from plugins.moderation.states import Action, State
from plugins.moderation.submission import Submission, Words, parse
from plugins.moderation.surroundings import Surroundings


def run(desk: Desk, options: Namespace, now: datetime) -> Report:
    """`options.id`: of a published comment; `options.text`, or standard input."""
    author = desk.settings.desk.author
    if not author:
        return _refused(f'Say first who answers, in {RULES_FILE}: [desk] author = "your name"')
    try:
        found = search.by_id(options.id, desk)
    except (*decisions.REFUSALS, Unknown) as error:
        return _refused(decisions.refusal(options.id, error))
    if not found.published:
        ((state, one),) = found.kept
        return _refused(f"{one.id} is {state}; only what is published can be answered: approve it first")
    return _answer(desk, found.published[0], author, _typed(options), now)


def _answer(desk: Desk, answered: Published, author: str, text: str, now: datetime) -> Report:
    parsed = parse(
        {"article": answered.slug, "author": author, "text": text, "reply_to": answered.filed.comment.id}
    )
    if parsed.words is None:
        return _refused(*(f"{error.field}: {error.message}" for error in parsed.errors))
    if _stands(desk, parsed.words):
        return _refused(f"The same answer to {answered.name} is published already.")
    one = Submission(
        id=identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES)),
        words=parsed.words,
        received=now.replace(microsecond=0),
        source="desk",
    )
    desk.queue.add(one, State.PENDING)
    desk.decide(one.id, Action.APPROVE, now)
    back = f"To take it back: .venv/bin/python -m plugins.moderation undo {one.id}"
    data = {"id": one.id, "state": str(State.APPROVED), "reply_to": answered.name}
    return Report(data, (details.line(State.APPROVED, one), back), decided=True, changed=True)


def _stands(desk: Desk, words: Words) -> bool:
    """Whether it was sent before: a second run must not answer twice."""
    return any(
        (entry.comment.author, entry.comment.reply_to, entry.comment.text)
        == (words.author, words.reply_to, words.text)
        for entry in Surroundings(desk.place).thread(words.article)
    )


def _typed(options: Namespace) -> str:
    if options.text is not None:
        return str(options.text)
    if sys.stdin.isatty():
        print("Your answer; Ctrl-D on a line of its own ends it:", file=sys.stderr)
    return sys.stdin.read()


def _refused(*wrong: str) -> Report:
    return Report(None, (), wrong)
