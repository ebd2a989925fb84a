"""replay: the present rules on what was decided before. A published comment that would now be spam fails it.

A published comment is judged by its words alone, as if its form had been previewed in good time; the name
counts as seen before where an earlier comment stands under it. Kept spam has its reasons with it, so what was
seen of its form (trap, ticket, haste) is put before the rules again.
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
    """Reads everything, changes nothing."""
    rules = desk.settings.spam
    published = [one for one in whole_archive(desk.paths) if one.filed.comment.text]
    cases = list(_by_their_words(published, desk.settings.desk.author))
    verdicts = judging.verdicts((seen for _, seen in cases), rules)
    judged = [(one, verdict) for (one, _), verdict in zip(cases, verdicts, strict=True)]
    wrong = [_accused(one, verdict) for one, verdict in judged if verdict.state is State.SPAM]
    wrong += _stopped(verdict for _, verdict in judged)
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


def _by_their_words(
    published: Iterable[PublishedComment], own: str
) -> Iterator[tuple[PublishedComment, tuple[CommentInput, Circumstances]]]:
    """Oldest first. The moderator's own answers never were before the rules."""
    seen: set[str] = set()
    for one in sorted(published, key=lambda one: (one.filed.comment.date.earliest(UTC), one.name)):
        comment = one.filed.comment
        name = comment.author.casefold()
        if comment.author != own:
            words = as_words(one.slug, comment)
            yield one, (words, replace(_GOOD, known_author=name in seen))
        seen.add(name)


def _accused(one: PublishedComment, verdict: Verdict) -> str:
    reasons = "; ".join(map(str, verdict.reasons))
    return for_terminal(f"{one.filed.where}: published, and would now be spam: {reasons}")


def _stopped(verdicts: Iterable[Verdict]) -> list[str]:
    """Patterns that find nothing, for they take too long; each once."""
    reasons = {str(one) for verdict in verdicts for one in verdict.reasons if one.rule == "stopped"}
    return [for_terminal(f"moderation.toml: patterns: {one}") for one in sorted(reasons)]


def _lines(published: int, wrong: int, spam: list[Submission], missed: list[Submission]) -> Iterator[str]:
    yield f"{published} published: {published - wrong} would pass, {wrong} would now be spam."
    again = len(spam) - len(missed)
    yield f"{len(spam)} kept as spam: {again} would be so again, {len(missed)} would now wait."
    yield from (details.line(State.SPAM, one) for one in missed)
