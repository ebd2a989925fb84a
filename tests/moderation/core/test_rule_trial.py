"""A word or a pattern tried on queue and archive before it is a rule."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core import patterns, rule_trial, settings
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.rule_trial import BadPattern, SlowPattern
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission


@pytest.fixture
def desk(tmp_path):
    """“Casino” three times: in the archive, waiting, and as spam; and twice what only looks like it."""
    (tmp_path / "moderation.toml").write_text('[spam]\nwords = ["crypto"]\n')
    desk = Desk(DeskPaths(tmp_path))
    texts = ("Un CASINO !", "Au casino.", "casino casino", "casinos", "câsino", "Bonjour")
    for number, text in enumerate(texts):
        desk.queue.add(submission(number, text=text))
    desk.decide(submission(0).id, Action.APPROVE, NOW)
    desk.decide(submission(2).id, Action.SPAM, NOW)
    return desk


def counts(trial):
    return {one.state: one.count for one in trial.matches}


FOUND = {DeskList.PENDING: 1, DeskList.REJECTED: 0, DeskList.SPAM: 1, DeskList.PUBLISHED: 1}


def test_a_word_is_found_as_the_rule_finds_it(desk):
    trial = rule_trial.try_word(desk, "casino")
    assert counts(trial) == FOUND
    assert [one.id for one in trial.matches[-1].examples] == [submission(0).id]
    assert tomllib.loads(trial.lines) == {"spam": {"words": ["crypto", "casino"]}}


def test_a_pattern_is_found_as_the_rule_finds_it(desk):
    trial = rule_trial.try_pattern(desk, r"(?i)\bcasino\b")
    assert counts(trial) == FOUND
    assert tomllib.loads(trial.lines) == {"spam": {"patterns": [r"(?i)\bcasino\b"]}}


@pytest.mark.parametrize("word", ["", "!!!", " "])
def test_nothing_to_look_for(desk, word):
    with pytest.raises(BadPattern, match="has no letter and no figure"):
        rule_trial.try_word(desk, word)


def test_no_pattern(desk):
    with pytest.raises(BadPattern, match=r"“\(” is not a pattern: missing \)"):
        rule_trial.try_pattern(desk, "(")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a{99999999999}", "the repetition number is too large"),
        ("(" * 499 + ")" * 499, "too many brackets within brackets"),
        ("a" * 1001, "longer than 1000 signs"),
    ],
)
def test_what_python_cannot_take_is_no_pattern(desk, pattern, why):
    with pytest.raises(BadPattern, match=why):
        rule_trial.try_pattern(desk, pattern)


def test_a_pattern_that_never_ends_is_stopped(desk, monkeypatch):
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)
    desk.queue.add(submission(9, text="a" * 200 + "!"))
    with pytest.raises(SlowPattern, match=r"“\(a\+\)\+\$” takes too long to look for; it was stopped"):
        rule_trial.try_pattern(desk, "(a+)+$")


def test_what_waits_by_the_present_rules(desk):
    judged = rule_trial.what_waits(desk)
    assert [one.submission.id for one in judged] == desk.queue.ids(State.PENDING)
    assert {one.verdict.state for one in judged} == {State.PENDING}


@given(st.text(min_size=1, max_size=20).filter(lambda word: any(map(str.isalnum, word))))
def test_the_lines_are_toml_whatever_the_word(tmp_path_factory, word):
    desk = Desk(DeskPaths(tmp_path_factory.mktemp("rules")))
    try:
        lines = rule_trial.try_word(desk, word).lines
    except BadPattern:
        return
    assert len(settings.parse(lines, "x").spam.words) == 1
