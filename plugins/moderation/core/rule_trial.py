"""Dry runs of rules: the present rules on waiting submissions, or a new word or pattern on all comments.

Nothing is changed: the owner edits `moderation.toml`, and `RuleTrial.lines` is what to add there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.comments import format as comment_format
from plugins.common.errors import SiteError
from plugins.common.text import clean
from plugins.moderation.core import judging, patterns
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.listed import DeskList, ListedComment, folded
from plugins.moderation.core.policy import Verdict, holds_word, text_of
from plugins.moderation.core.published_words import as_words
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.rules import wrong_pattern
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_EXAMPLES = 5
Search = Callable[[Iterable[str]], Iterator[bool]]
"""For each text, whether it matches."""

LONGEST = 1000  # characters of a word or pattern


class BadPattern(ValueError):
    """A word or pattern that cannot be tried. The message is for the moderator."""


class SlowPattern(Exception):
    """A pattern that was stopped because it takes too long; as a rule it would never match. The message is
    for the moderator."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"“{pattern}” takes too long to look for; it was stopped")


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """A waiting submission and its verdict by the present rules."""

    submission: Submission
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """The matches in one list: their number, and some examples, newest first."""

    state: DeskList
    count: int
    examples: tuple[ListedComment, ...]


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """`lines`: for `moderation.toml`, including the words or patterns that are there already."""

    matches: tuple[RuleMatches, ...]
    lines: str


def what_waits(desk: Desk, most: int | None = None) -> list[JudgedAgain]:
    """The waiting submissions with their verdicts by the present rules, oldest first."""
    waiting = list(_read(desk, desk.queue.ids(State.PENDING)[:most]))
    return list(map(JudgedAgain, waiting, judging.again(waiting, desk.settings.spam)))


def try_word(desk: Desk, word: str) -> RuleTrial:
    """Try a word for the rule `words`. Raises BadPattern if it has no letter and no digit."""
    word = clean(word).strip()
    if not any(sign.isalnum() for sign in folded(word)):
        raise BadPattern(f"“{word}” has no letter and no figure")

    def hold(texts: Iterable[str]) -> Iterator[bool]:
        return (holds_word(text.casefold(), word) for text in texts)

    matches = _matches(desk, Filter(words=(word,)), hold)
    return RuleTrial(matches, _lines("words", (*desk.settings.spam.words, word)))


def try_pattern(desk: Desk, pattern: str) -> RuleTrial:
    """Try a regular expression for the rule `patterns`, which reads every comment. Raises BadPattern,
    SlowPattern."""
    pattern = clean(pattern)
    mistake = f"longer than {LONGEST} signs" if len(pattern) > LONGEST else wrong_pattern(pattern)
    if mistake:
        raise BadPattern(f"“{pattern}” is not a pattern: {mistake}")

    def hold(texts: Iterable[str]) -> Iterator[bool]:
        for result in patterns.in_each([pattern], texts):
            if result.stopped:
                raise SlowPattern(pattern)
            yield bool(result.found)

    matches = _matches(desk, Filter(), hold)
    return RuleTrial(matches, _lines("patterns", (*desk.settings.spam.patterns, pattern)))


def _matches(desk: Desk, filter: Filter, hold: Search) -> tuple[RuleMatches, ...]:
    """The matches in each list. The index also finds words with other accents, or within others; the rule
    decides."""
    return tuple(
        _in_list(state, desk.index.find(filter, state), desk, hold)
        for state in DeskList
        if state is not DeskList.APPROVED  # these are in the archive too
    )


def _in_list(state: DeskList, lines: Sequence[ListedComment], desk: Desk, hold: Search) -> RuleMatches:
    texts = (_text(desk, line) for line in lines)
    matching = [line for line, matches in zip(lines, hold(texts), strict=True) if matches]
    return RuleMatches(state, len(matching), tuple(reversed(matching[-_EXAMPLES:])))


def _text(desk: Desk, line: ListedComment) -> str:
    """The text of a listed comment; "" if its file is gone or cannot be read."""
    try:
        if line.state is DeskList.PUBLISHED:
            path = desk.paths.comments / line.article / line.file
            return text_of(as_words(line.article, comment_format.parse(path.read_bytes(), "").comment))
        return text_of(desk.queue.read(State(line.state), line.id).words)
    except (NoSuchSubmission, SiteError, OSError):
        return ""


def _read(desk: Desk, ids: Iterable[str]) -> Iterator[Submission]:
    for identifier in ids:
        try:
            yield desk.queue.read(State.PENDING, identifier)
        except (NoSuchSubmission, SiteError):
            continue


def _lines(key: str, values: tuple[str, ...]) -> str:
    """A list for `moderation.toml`. JSON strings are valid TOML (TOML 1.0, String), except for DEL, which
    `clean` removes."""
    inside = "".join(f"    {json.dumps(value, ensure_ascii=False)},\n" for value in dict.fromkeys(values))
    return f"[spam]\n{key} = [\n{inside}]\n"
