"""The command replay: applies the present rules to past decisions. It fails if a published comment would now
be spam.

A published comment is judged by its text alone, as if its form had been previewed and sent without haste; its
author counts as known if an earlier comment has the same name. Spam in the queue is stored with the reasons
for its verdict, so what was noticed about its form (trap, ticket, haste) is judged again.
"""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from plugins.comments.form import CommentInput
from plugins.common.text import for_terminal
from plugins.moderation.cli import details
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import judging, search
from plugins.moderation.core.context import whole_archive
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.policy import Circumstances, Ticket, Verdict
from plugins.moderation.core.published_words import as_words
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_GOOD = Circumstances(ticket=Ticket.GOOD)


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Read the archive and the queue; nothing is changed."""
    rules = desk.settings.spam
    published = [one for one in whole_archive(desk.paths) if one.filed.comment.text]
    cases = list(_cases(published, desk.settings.desk.author))
    verdicts = judging.verdicts((seen for _, seen in cases), rules)
    judged = [(one, verdict) for (one, _), verdict in zip(cases, verdicts, strict=True)]
    wrong = [_now_spam(one, verdict) for one, verdict in judged if verdict.state is State.SPAM]
    wrong += _stopped_patterns(verdict for _, verdict in judged)
    found, problems = search.whole_queue(desk)
    spam = [one for state, one in found if state is State.SPAM]
    again = zip(spam, judging.again(spam, rules), strict=True)
    missed = [one for one, verdict in again if verdict.state is not State.SPAM]
    data = {
        "published": len(judged),
        "now_spam": [one.name for one, verdict in judged if verdict.state is State.SPAM],
        "spam": len(spam),
        "now_waiting": [one.id for one in missed],
    }
    return CommandReport(
        data, tuple(_lines(len(judged), len(wrong), spam, missed)), (*map(str, problems), *wrong)
    )


def _cases(
    published: Iterable[PublishedComment], own: str
) -> Iterator[tuple[PublishedComment, tuple[CommentInput, Circumstances]]]:
    """The published comments with their circumstances, oldest first; without the moderator's own replies,
    which were never judged."""
    seen: set[str] = set()
    for one in sorted(published, key=lambda one: (one.filed.comment.date.earliest(UTC), one.name)):
        comment = one.filed.comment
        name = comment.author.casefold()
        if comment.author != own:
            words = as_words(one.slug, comment)
            yield one, (words, replace(_GOOD, known_author=name in seen))
        seen.add(name)


def _now_spam(comment: PublishedComment, verdict: Verdict) -> str:
    reasons = "; ".join(map(str, verdict.reasons))
    return for_terminal(f"{comment.filed.where}: published, and would now be spam: {reasons}")


def _stopped_patterns(verdicts: Iterable[Verdict]) -> list[str]:
    """A message for each pattern that was stopped because it takes too long."""
    reasons = {str(reason) for verdict in verdicts for reason in verdict.reasons if reason.rule == "stopped"}
    return [for_terminal(f"moderation.toml: patterns: {reason}") for reason in sorted(reasons)]


def _lines(published: int, wrong: int, spam: list[Submission], missed: list[Submission]) -> Iterator[str]:
    yield f"{published} published: {published - wrong} would pass, {wrong} would now be spam."
    again = len(spam) - len(missed)
    yield f"{len(spam)} kept as spam: {again} would be so again, {len(missed)} would now wait."
    yield from (details.line(State.SPAM, one) for one in missed)
