"""The ledger: what is counted, that sweeping changes no number, and that no crash does."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.errors import SiteError
from plugins.moderation.core import after_decisions, ledger, ledger_file, retention
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.erased import ErasedCases
from plugins.moderation.core.ledger import Case, CaseOutcome, Month, case_of, count, merge
from plugins.moderation.core.retention import RetentionAction, SweepResult, due_action
from plugins.moderation.core.states import Action, State
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission

DAY = timedelta(days=1)
SEVEN, YEAR = 7 * DAY, 365 * DAY


@pytest.fixture
def desk(tmp_path):
    return Desk(DeskPaths(tmp_path))


def receive(desk, number, state=State.PENDING, **words):
    one = replace(submission(number, **words), verdict=str(state))
    desk.queue.add(one, state)
    return one.id


def numbers(desk):
    return [(m.month, m.received, m.published, m.by_rule, m.by_hand, m.delay) for m in written(desk)]


def written(desk):
    return ledger_file.parse(desk.paths.ledger.read_bytes(), "x")


@pytest.fixture
def busy(desk):
    """Two published (after 1 and 3 hours), one refused by a rule, two by hand, one waiting, one imported."""
    for number, (action, hours) in enumerate(
        [(Action.APPROVE, 1), (Action.APPROVE, 3), (Action.REJECT, 1), (Action.SPAM, 1)]
    ):
        identifier = receive(desk, number)
        received = desk.queue.find(identifier)[1].received
        desk.decide(identifier, action, received + timedelta(hours=hours))
    receive(desk, 4)
    receive(desk, 5, State.SPAM)
    desk.queue.add(replace(submission(6), source="import"), State.SPAM)
    return desk


BUSY = [("2026-11", 6, 2, 1, 2, 120)]


def test_what_is_counted(busy):
    after_decisions.write_ledger(busy)
    assert numbers(busy) == BUSY
    assert busy.paths.ledger.read_text() == f"{ledger_file.HEAD}\n2026-11,6,2,1,2,120,2026-11-24\n"


def test_spam_that_a_person_found_is_refused_by_hand_and_an_undone_refusal_is_none(desk):
    by_rule = receive(desk, 0, State.SPAM)
    desk.decide(by_rule, Action.UNDO, NOW)
    after_decisions.write_ledger(desk)
    assert numbers(desk) == [("2026-11", 1, 0, 0, 0, None)]
    desk.decide(by_rule, Action.SPAM, NOW)
    after_decisions.write_ledger(desk)
    assert numbers(desk) == [("2026-11", 1, 0, 0, 1, None)]


def test_received_in_one_month_and_published_in_the_next():
    sent = datetime.fromisoformat("2026-11-30T23:00:00+01:00")
    case = Case("a", sent, CaseOutcome.PUBLISHED, sent + timedelta(hours=2))
    assert count([case]) == (
        Month("2026-11", 1, 0, 0, 0, None, "2026-11-30"),
        Month("2026-12", 0, 1, 0, 0, 120, "2026-12-01"),
    )


def test_a_clock_that_went_back_makes_no_delay_negative():
    assert count([Case("a", NOW, CaseOutcome.PUBLISHED, NOW - DAY)])[0].delay == 0


def test_sweeping_changes_no_number(busy):
    after_decisions.write_ledger(busy)
    before = busy.paths.ledger.read_bytes()
    for days, files_left in ((8, 5), (367, 1)):
        retention.sweep(busy, NOW + days * DAY)
        after_decisions.write_ledger(busy)
        assert busy.paths.ledger.read_bytes() == before
        assert sum(len(busy.queue.ids(state)) for state in State) == files_left


def test_the_ledger_outlives_var(busy):
    after_decisions.write_ledger(busy)
    new = Desk(DeskPaths(busy.paths.root))
    for path in sorted(busy.paths.queue.rglob("*.txt")):
        path.unlink()
    after_decisions.write_ledger(new)
    assert numbers(new) == BUSY
    sent = replace(submission(0), id="later", received=NOW + 30 * DAY)
    new.queue.add(sent)
    after_decisions.write_ledger(new)
    assert numbers(new) == [*BUSY, ("2026-12", 1, 0, 0, 0, None)]


def test_an_unchanged_ledger_is_not_touched_and_an_empty_one_not_made(desk):
    after_decisions.write_ledger(desk)
    assert not desk.paths.ledger.exists()
    receive(desk, 0)
    after_decisions.write_ledger(desk)
    before = desk.paths.ledger.stat().st_mtime_ns, desk.paths.ledger.stat().st_ino
    after_decisions.write_ledger(desk)
    assert (desk.paths.ledger.stat().st_mtime_ns, desk.paths.ledger.stat().st_ino) == before


@pytest.mark.parametrize("steps", range(6))
def test_a_crash_while_sweeping_counts_nothing_twice_and_nothing_less(busy, monkeypatch, steps):
    late = NOW + 366 * DAY
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with pytest.raises(PowerCut):
            retention.sweep(busy, late)
    after_decisions.write_ledger(busy)
    assert numbers(busy) == BUSY
    retention.sweep(busy, late)
    after_decisions.write_ledger(busy)
    assert numbers(busy) == BUSY and sum(len(busy.queue.ids(state)) for state in State) == 1


PRIVATE = {
    State.APPROVED: RetentionAction.ERASE,
    State.REJECTED: RetentionAction.FORGET_PRIVATE,
    State.SPAM: RetentionAction.FORGET_PRIVATE,
}


@pytest.mark.parametrize("state", PRIVATE)
def test_how_long_things_are_kept(state):
    one = replace(submission(), decided=NOW)
    early = NOW + SEVEN - timedelta(seconds=1)
    assert due_action(state, one, early, SEVEN, YEAR) is RetentionAction.KEEP
    assert due_action(state, one, NOW + SEVEN, SEVEN, YEAR) is PRIVATE[state]
    assert due_action(state, one, NOW + YEAR, SEVEN, YEAR) is RetentionAction.ERASE


def test_what_a_rule_refused_ages_from_its_receipt_and_what_waits_is_kept():
    one = submission()
    assert due_action(State.SPAM, one, one.received + SEVEN, SEVEN, YEAR) is RetentionAction.FORGET_PRIVATE
    assert due_action(State.PENDING, one, NOW + 10 * YEAR, SEVEN, YEAR) is RetentionAction.KEEP


def test_the_settings_say_how_long(tmp_path):
    (tmp_path / "moderation.toml").write_text("[desk]\nundo_days = 1\nkeep_days = 2\n")
    desk = Desk(DeskPaths(tmp_path))
    receive(desk, 0, State.SPAM)
    assert [retention.sweep(desk, NOW + days * DAY) for days in (0, 1, 1, 2)] == [
        SweepResult(0, 0), SweepResult(0, 1), SweepResult(0, 0), SweepResult(1, 0),
    ]  # fmt: skip


def test_the_address_goes_and_the_words_stay(desk):
    identifier = receive(desk, 0, State.SPAM)
    retention.sweep(desk, NOW + SEVEN)
    (path,) = desk.paths.queue.rglob("*.txt")
    assert "exemple.fr" not in path.read_text()
    assert desk.queue.find(identifier)[1].words.text == submission().words.text


def test_the_register_holds_no_word_and_is_private(busy):
    retention.sweep(busy, NOW + 366 * DAY)
    path = busy.paths.queue / "erased.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    line = r"[\w-]+,[\d:T+-]+,(published|rule|hand),([\d:T+-]+)?"
    assert all(re.fullmatch(line, one) for one in path.read_text().splitlines())


def test_a_damaged_register_is_named(tmp_path):
    path = tmp_path / "erased.csv"
    path.write_text("a,2026-11-24T14:05:07+01:00,hand,\nb,2026-11-24T14:05:07,hand,\nx\n")
    with pytest.raises(SiteError) as caught:
        ErasedCases(path).cases()
    hint = "Restore the file from a backup, or delete the line: the ledger then counts one case less."
    assert [str(one) for one in caught.value.problems] == [
        f"{path}:{line}: not a case\n    {hint}" for line in (2, 3)
    ]


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("", [1]),
        ("month\n", [1]),
        (f"{ledger_file.HEAD}\n2026-13,1,1,1,1,1,2026-11-24\n", [2]),
        (f"{ledger_file.HEAD}\n2026-11,1,1,1,1,,2026-02-30\n", [2]),
        (f"{ledger_file.HEAD}\n2026-11,1,1,1,1,,2026-11-24\n\n", [3]),
        (f"{ledger_file.HEAD}\n2026-11,-1,1,1,1,,2026-11-24\n", [2]),
    ],
)
def test_a_damaged_ledger_is_named(lines, wrong):
    with pytest.raises(SiteError) as caught:
        ledger_file.parse(lines.encode(), "content/moderation.csv")
    hint = "Restore the file, or delete it: .venv/bin/python -m plugins.moderation ledger writes it anew."
    assert [str(one) for one in caught.value.problems] == [
        f"content/moderation.csv:{line}: not a line of the ledger\n    {hint}" for line in wrong
    ]


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=NOW.tzinfo)
)
CASES = st.lists(
    st.builds(Case, st.uuids().map(str), MOMENTS, st.sampled_from(CaseOutcome), st.none() | MOMENTS),
    max_size=12,
)


@given(CASES, CASES)
def test_merging_twice_changes_nothing_and_never_loses_a_receipt(before, now):
    once = merge(count(before), count(now))
    assert merge(once, count(now)) == once
    received = {month.month: month.received for month in once}
    for month in (*count(before), *count(now)):
        assert received.get(month.month, 0) >= month.received


@given(CASES)
def test_every_case_is_counted_once_and_read_back(cases):
    months = count(cases)
    assert sum(month.received for month in months) == len(cases)
    resolved = sum(month.published + month.by_rule + month.by_hand for month in months)
    assert resolved == sum(case.outcome is not CaseOutcome.NONE for case in cases)
    assert ledger_file.parse(ledger_file.dump(months), "x") == months


@given(st.sampled_from(State), st.booleans())
def test_each_state_has_its_outcome(state, by_hand):
    case = case_of(state, replace(submission(), decided=NOW if by_hand else None))
    expected = {
        State.PENDING: CaseOutcome.NONE,
        State.APPROVED: CaseOutcome.PUBLISHED,
        State.REJECTED: CaseOutcome.HAND,
        State.SPAM: CaseOutcome.HAND if by_hand else CaseOutcome.RULE,
    }
    assert case.outcome is expected[state]
    assert ledger.case_of(state, replace(submission(), source="import")) is None
