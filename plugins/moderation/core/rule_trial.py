"""A rule tried before it is one: the present rules on what waits, a new word or pattern on all there is.

Nothing is changed. `moderation.toml` stays the truth; `lines` is what to add to it.
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
"""Of each text, whether it is found there."""


LONGEST = 1000  # signs of what is tried


class BadPattern(ValueError):
    """A pattern that cannot be tried. Words for the moderator."""


class SlowPattern(Exception):
    """It was stopped: as a rule it would never find anything. Words for the moderator."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"“{pattern}” takes too long to look for; it was stopped")


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """What waits, and what the present rules say of it."""

    submission: Submission
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """In one list: how many, and the first of them, newest first."""

    state: DeskList
    count: int
    examples: tuple[ListedComment, ...]


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """`lines`: for `moderation.toml`, with the words or patterns that stand there already."""

    matches: tuple[RuleMatches, ...]
    lines: str


def what_waits(desk: Desk, most: int | None = None) -> list[JudgedAgain]:
    """What the present rules say of what waits, oldest first."""
    waiting = list(_read(desk, desk.queue.ids(State.PENDING)[:most]))
    return list(map(JudgedAgain, waiting, judging.again(waiting, desk.settings.spam)))


def try_word(desk: Desk, word: str) -> RuleTrial:
    """As the rule `words` would take it. Raises BadPattern where it has nothing to look for."""
    word = clean(word).strip()
    if not any(sign.isalnum() for sign in folded(word)):
        raise BadPattern(f"“{word}” has no letter and no figure")

    def hold(texts: Iterable[str]) -> Iterator[bool]:
        return (holds_word(text.casefold(), word) for text in texts)

    found = _matches(desk, Filter(words=(word,)), hold)
    return RuleTrial(found, _lines("words", (*desk.settings.spam.words, word)))


def try_pattern(desk: Desk, pattern: str) -> RuleTrial:
    """As the rule `patterns` would take it; every comment is read for it. Raises BadPattern, SlowPattern."""
    pattern = clean(pattern)
    wrong = f"longer than {LONGEST} signs" if len(pattern) > LONGEST else wrong_pattern(pattern)
    if wrong:
        raise BadPattern(f"“{pattern}” is not a pattern: {wrong}")

    def hold(texts: Iterable[str]) -> Iterator[bool]:
        for one in patterns.in_each([pattern], texts):
            if one.stopped:
                raise SlowPattern(pattern)
            yield bool(one.found)

    found = _matches(desk, Filter(), hold)
    return RuleTrial(found, _lines("patterns", (*desk.settings.spam.patterns, pattern)))


def _matches(desk: Desk, filter: Filter, hold: Search) -> tuple[RuleMatches, ...]:
    """The index finds words without accents and within others too; the rule decides."""
    return tuple(
        _in_list(state, desk.index.every(filter, state), desk, hold)
        for state in DeskList
        if state is not DeskList.APPROVED  # it stands in the archive
    )


def _in_list(state: DeskList, lines: Sequence[ListedComment], desk: Desk, hold: Search) -> RuleMatches:
    texts = (_text(desk, one) for one in lines)
    found = [one for one, is_found in zip(lines, hold(texts), strict=True) if is_found]
    return RuleMatches(state, len(found), tuple(reversed(found[-_EXAMPLES:])))


def _text(desk: Desk, line: ListedComment) -> str:
    """Nothing where its file is gone, or cannot be read."""
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
    """JSON's strings are basic strings of TOML, but for DEL (TOML 1.0, String), which `clean` takes out."""
    inside = "".join(f"    {json.dumps(value, ensure_ascii=False)},\n" for value in dict.fromkeys(values))
    return f"[spam]\n{key} = [\n{inside}]\n"
