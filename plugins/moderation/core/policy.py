"""Judges a submission by the rules: reasons with points, and a verdict. Pure.

No submission is refused here. A doubtful one waits for a moderator, with its reasons; only if there is no
doubt does it go to spam, where a moderator can still find it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from plugins.comments import links
from plugins.comments.form import CommentInput
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.rules import Rules
from plugins.moderation.core.states import State


class Ticket(StrEnum):
    """The state of the ticket that the preview gave to the form."""

    MISSING = "missing"
    FORGED = "forged"
    USED = "used"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything about a submission other than its words. `trapped`: the hidden field was filled in. `age`:
    the time from preview to sending, None if there was no preview. `known_author`: a published comment has
    the same author."""

    trapped: bool = False
    ticket: Ticket = Ticket.MISSING
    age: timedelta | None = None
    duplicate: bool = False
    known_author: bool = False


@dataclass(frozen=True, slots=True)
class PatternsFound:
    """The patterns that were found in a text, and those that were `stopped` because they took too long."""

    found: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a submission goes, and why."""

    state: State
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return total(self.reasons)


def total(reasons: Iterable[Reason]) -> int:
    return sum(reason.points or 0 for reason in reasons)


def circumstances_of(reasons: Iterable[Reason]) -> Circumstances:
    """The circumstances that led to these reasons. What they do not mention was in order."""
    values = {reason.rule: reason.value for reason in reasons}
    age = values.get("quick", values.get("old"))
    return Circumstances(
        trapped="honeypot" in values,
        ticket=_ticket(values.get("ticket", Ticket.GOOD)),
        age=timedelta(seconds=age) if isinstance(age, float) else None,
        duplicate="duplicate" in values,
        known_author="known" in values,
    )


def _ticket(value: str | float | None) -> Ticket:
    return next((ticket for ticket in Ticket if ticket == value), Ticket.MISSING)


def judge(
    words: CommentInput, circumstances: Circumstances, rules: Rules, patterns: PatternsFound
) -> Verdict:
    """Apply every rule. The same arguments always give the same verdict."""
    reasons = (
        *_of_words(words, rules),
        *_of_patterns(patterns, rules),
        *_of_circumstances(circumstances, rules),
    )
    spam = total(reasons) >= rules.spam_from
    return Verdict(State.SPAM if spam else State.PENDING, reasons)


def _of_words(words: CommentInput, rules: Rules) -> Iterator[Reason]:
    count = len(links.find(words.text))
    if count > rules.links_free:
        yield Reason("links", count, (count - rules.links_free) * rules.points_per_link)
    folded = text_of(words).casefold()
    for word in filter(lambda word: holds_word(folded, word), rules.words):
        yield Reason("word", word, rules.points_per_word)


def text_of(words: CommentInput) -> str:
    """The text that is searched for words and patterns."""
    return "\n".join(words.public_texts)


def holds_word(folded: str, word: str) -> bool:
    """Whether a text contains a word or phrase. `folded`: the text, case-folded."""
    return bool(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded))


def _of_patterns(patterns: PatternsFound, rules: Rules) -> Iterator[Reason]:
    for pattern in patterns.found:
        yield Reason("pattern", pattern, rules.points_per_pattern)
    for pattern in patterns.stopped:
        yield Reason("stopped", pattern, 0)


def _of_circumstances(circumstances: Circumstances, rules: Rules) -> Iterator[Reason]:
    if circumstances.trapped:
        yield Reason("honeypot", None, rules.points_honeypot)
    if circumstances.ticket is Ticket.MISSING:
        yield Reason("ticket", circumstances.ticket.value, rules.points_no_ticket)
    elif circumstances.ticket is not Ticket.GOOD:
        yield Reason("ticket", circumstances.ticket.value, rules.points_ticket)
    if circumstances.age is not None and circumstances.age < timedelta(seconds=rules.quick_seconds):
        yield Reason("quick", circumstances.age.total_seconds(), rules.points_quick)
    if circumstances.age is not None and circumstances.age > timedelta(hours=rules.old_hours):
        yield Reason("old", circumstances.age.total_seconds(), 0)
    if circumstances.duplicate:
        yield Reason("duplicate", None, rules.points_duplicate)
    if circumstances.known_author:
        yield Reason("known", None, rules.points_known)
