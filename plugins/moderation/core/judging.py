"""Applies the rules to submissions: `policy` decides, with the matches that `patterns` finds."""

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
    """The verdicts on many submissions; their texts are searched for patterns in bundles."""
    judged, read = tee(cases)
    matches = patterns.in_each(rules.patterns, (policy.text_of(words) for words, _ in read))
    for (words, circumstances), patterns_found in zip(judged, matches, strict=True):
        yield policy.judge(words, circumstances, rules, patterns_found)


def again(submissions: Iterable[Submission], rules: Rules) -> Iterator[Verdict]:
    """The verdicts on stored submissions, with the circumstances in which they were sent."""
    return verdicts(
        ((submission.words, policy.circumstances_of(submission.reasons)) for submission in submissions), rules
    )
