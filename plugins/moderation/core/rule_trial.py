"""A rule tried before it is one: the present rules on what waits, a new word or pattern on all there is.

Nothing is changed. `moderation.toml` stays the truth; `lines` is what to add to it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plugins.comments import format as comment_format
from plugins.common.errors import SiteError
from plugins.common.text import clean
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.listed import DeskList, ListedComment, folded
from plugins.moderation.core.policy import Verdict, circumstances, judge, of_words_and_patterns
from plugins.moderation.core.published_words import as_words
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.rules import Rules
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_EXAMPLES = 5


class BadPattern(ValueError):
    """Words for the moderator."""


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


def again(one: Submission, rules: Rules) -> Verdict:
    """The present rules on a submission that is kept, with what was seen of its form."""
    return judge(one.words, circumstances(one.reasons), rules)


def what_waits(desk: Desk, most: int | None = None) -> list[JudgedAgain]:
    """Oldest first."""
    ids = desk.queue.ids(State.PENDING)[:most]
    return [JudgedAgain(one, again(one, desk.settings.spam)) for one in _read(desk, ids)]


def try_word(desk: Desk, word: str) -> RuleTrial:
    """As the rule `words` would take it. Raises BadPattern where it has nothing to look for."""
    word = clean(word).strip()
    if not any(sign.isalnum() for sign in folded(word)):
        raise BadPattern(f"“{word}” has no letter and no figure")
    rules = Rules(words=(word,))
    found = _matches(desk, Filter(words=(word,)), rules)
    return RuleTrial(found, _lines("words", (*desk.settings.spam.words, word)))


def try_pattern(desk: Desk, pattern: str) -> RuleTrial:
    """As the rule `patterns` would take it; every comment is read for it. Raises BadPattern."""
    pattern = clean(pattern)
    try:
        re.compile(pattern)
    except re.error as error:
        raise BadPattern(f"“{pattern}” is no pattern: {error}") from None
    found = _matches(desk, Filter(), Rules(patterns=(pattern,)))
    return RuleTrial(found, _lines("patterns", (*desk.settings.spam.patterns, pattern)))


def _matches(desk: Desk, filter: Filter, rules: Rules) -> tuple[RuleMatches, ...]:
    """The index finds words without accents and within others too; the rule decides."""
    return tuple(
        _in_list(state, desk.index.every(filter, state), lambda one: _is_found(desk, one, rules))
        for state in DeskList
        if state is not DeskList.APPROVED  # it stands in the archive
    )


def _in_list(
    state: DeskList, lines: Iterable[ListedComment], is_found: Callable[[ListedComment], bool]
) -> RuleMatches:
    found = [one for one in lines if is_found(one)]
    return RuleMatches(state, len(found), tuple(reversed(found[-_EXAMPLES:])))


def _is_found(desk: Desk, line: ListedComment, rules: Rules) -> bool:
    try:
        if line.state is DeskList.PUBLISHED:
            path = desk.paths.comments / line.article / line.file
            words = as_words(line.article, comment_format.parse(path.read_bytes(), "").comment)
        else:
            words = desk.queue.read(State(line.state), line.id).words
    except (NoSuchSubmission, SiteError, OSError):
        return False
    return any(of_words_and_patterns(words, rules))


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
