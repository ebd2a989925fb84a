"""What a submission looks like to the rules: reasons with their points, and a verdict. Pure.

Nobody is refused here. Doubt waits for a person, with its reasons written; only what is beyond doubt goes to
spam, where a person can still find it.
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
    """What is known of the previewed form a submission came from."""

    MISSING = "missing"
    FORGED = "forged"
    USED = "used"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is known of a submission beside its words. `age`: from preview to sending, None where there
    was no preview. `known_author`: whether a published comment has its author's name."""

    trapped: bool = False
    ticket: Ticket = Ticket.MISSING
    age: timedelta | None = None
    duplicate: bool = False
    known_author: bool = False


@dataclass(frozen=True, slots=True)
class PatternsFound:
    """Of the rules' patterns, those that are found in a text; `stopped`: those that took too long to say."""

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
    """What the reasons tell of a form; what they do not tell was in order."""
    told = {reason.rule: reason.value for reason in reasons}
    age = told.get("quick", told.get("old"))
    return Circumstances(
        trapped="honeypot" in told,
        ticket=_ticket(told.get("ticket", Ticket.GOOD)),
        age=timedelta(seconds=age) if isinstance(age, float) else None,
        duplicate="duplicate" in told,
        known_author="known" in told,
    )


def _ticket(value: str | float | None) -> Ticket:
    return next((one for one in Ticket if one == value), Ticket.MISSING)


def judge(
    words: CommentInput, circumstances: Circumstances, rules: Rules, patterns: PatternsFound
) -> Verdict:
    """Apply every rule. The same of all these gives the same verdict, always."""
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
    """What words and patterns are looked for in."""
    return "\n".join(words.public_texts)


def holds_word(folded: str, word: str) -> bool:
    """`folded`: by `str.casefold`."""
    return bool(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded))


def _of_patterns(patterns: PatternsFound, rules: Rules) -> Iterator[Reason]:
    for pattern in patterns.found:
        yield Reason("pattern", pattern, rules.points_per_pattern)
    for pattern in patterns.stopped:
        yield Reason("stopped", pattern, 0)


def _of_circumstances(seen: Circumstances, rules: Rules) -> Iterator[Reason]:
    if seen.trapped:
        yield Reason("honeypot", None, rules.points_honeypot)
    if seen.ticket is Ticket.MISSING:
        yield Reason("ticket", seen.ticket.value, rules.points_no_ticket)
    elif seen.ticket is not Ticket.GOOD:
        yield Reason("ticket", seen.ticket.value, rules.points_ticket)
    if seen.age is not None and seen.age < timedelta(seconds=rules.quick_seconds):
        yield Reason("quick", seen.age.total_seconds(), rules.points_quick)
    if seen.age is not None and seen.age > timedelta(hours=rules.old_hours):
        yield Reason("old", seen.age.total_seconds(), 0)
    if seen.duplicate:
        yield Reason("duplicate", None, rules.points_duplicate)
    if seen.known_author:
        yield Reason("known", None, rules.points_known)
