"""Submissions put before the rules: what `policy` decides, with the patterns that `patterns` finds."""

from collections.abc import Iterable, Iterator
from itertools import tee

from plugins.comments.form import CommentInput
from plugins.moderation.core import patterns, policy
from plugins.moderation.core.policy import Circumstances, Verdict
from plugins.moderation.core.rules import Rules
from plugins.moderation.core.submission import Submission


def verdict(words: CommentInput, circumstances: Circumstances, rules: Rules) -> Verdict:
    return next(verdicts([(words, circumstances)], rules))


def verdicts(cases: Iterable[tuple[CommentInput, Circumstances]], rules: Rules) -> Iterator[Verdict]:
    """Of many at once: patterns are looked for in bundles of them."""
    judged, read = tee(cases)
    found = patterns.in_each(rules.patterns, (policy.text_of(words) for words, _ in read))
    for (words, circumstances), patterns_found in zip(judged, found, strict=True):
        yield policy.judge(words, circumstances, rules, patterns_found)


def again(submissions: Iterable[Submission], rules: Rules) -> Iterator[Verdict]:
    """The rules on submissions that are kept, with what was seen of their forms."""
    return verdicts(((one.words, policy.circumstances_of(one.reasons)) for one in submissions), rules)
