"""One decision on many: once, whatever crashes and whoever decides meanwhile; one undo for all of it."""

import os
import random
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from plugins.moderation.core import batch, batches
from plugins.moderation.core.batch import BatchStage
from plugins.moderation.core.batches import NoSuchBatch
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import Action, State
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission
from tests.site.conftest import ROOT

KILLED = int(os.environ.get("KILLED", "12"))
"""Moments at which a batch is killed; `KILLED=200` for all that the issue asks."""


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(DeskPaths(tmp_path))
    for number in range(6):
        desk.queue.add(submission(number))
    return desk


def waiting(desk):
    return desk.index.find(Filter(state=DeskList.PENDING))


def states(desk):
    return {submission(number).id: desk.queue.find(submission(number).id)[0] for number in range(6)}


def public(desk):
    return {path.stem for path in desk.paths.comments.glob("*/*.txt")}


def test_a_plan_decides_nothing_and_is_private(desk):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    assert set(states(desk).values()) == {State.PENDING}
    path = desk.paths.batches / f"{plan.id}.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert batches.read(desk, plan.id) == plan


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.SPAM])
def test_all_at_once_and_all_back(desk, action):
    plan = batches.plan(desk, action, waiting(desk), NOW)
    result = batches.carry_out(desk, plan.id, NOW)
    assert [one.id for one in result.done] == desk.queue.ids(result.done[0].state)
    assert len(result.done) == 6 and result.batch.stage is BatchStage.FINISHED
    assert len(public(desk)) == (6 if action is Action.APPROVE else 0)
    back = batches.undo(desk, plan.id, NOW)
    assert set(states(desk).values()) == {State.PENDING} and not public(desk)
    assert len(back.done) == 6 and back.batch.undoes == plan.id


def test_pressed_twice_it_is_done_once(desk):
    plan = batches.plan(desk, Action.APPROVE, waiting(desk), NOW)
    first = batches.carry_out(desk, plan.id, NOW)
    assert batches.carry_out(desk, plan.id, NOW + timedelta(hours=1)) == first
    assert {one.revision for one in desk.queue.survey(State.APPROVED)[0]} == {1}


def test_what_another_decided_meanwhile_is_told_and_left(desk, tmp_path):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    other, gone, corrected = (submission(number).id for number in range(3))
    Desk(DeskPaths(tmp_path)).decide(other, Action.APPROVE, NOW)
    desk.queue.erase(State.PENDING, gone)
    desk.correct(corrected, submission(text="Autre chose.").words, NOW)
    result = batches.carry_out(desk, plan.id, NOW)
    assert [one.id for one in result.meanwhile] == [other, gone, corrected] and len(result.done) == 3
    assert (
        result.meanwhile[0].why
        == f"{other} is approved; somebody decided on it or changed its words meanwhile"
    )
    assert result.meanwhile[1].why == f"{gone} is gone; somebody else erased it"
    assert desk.queue.find(other)[0] is State.APPROVED
    assert desk.queue.find(corrected)[0] is State.PENDING, "nobody has seen these words"


def test_two_moderators_with_the_same_ones_at_once(desk, tmp_path):
    """Each is decided by one of them, and told to the other."""
    plans = [batches.plan(desk, action, waiting(desk), NOW) for action in (Action.SPAM, Action.APPROVE)]
    with ThreadPoolExecutor() as pool:
        desks = [Desk(DeskPaths(tmp_path)) for _ in plans]
        results = list(pool.map(lambda one, plan: batches.carry_out(one, plan.id, NOW), desks, plans))
    done = [{one.id for one in result.done} for result in results]
    told = [{one.id for one in result.meanwhile} for result in results]
    assert done[0] | done[1] == set(states(desk)) and not done[0] & done[1]
    assert told == [done[1], done[0]]
    assert public(desk) == done[1]


def test_undo_leaves_what_another_decided_since(desk):
    plan = batches.plan(desk, Action.REJECT, waiting(desk), NOW)
    batches.carry_out(desk, plan.id, NOW)
    again = submission(0).id
    desk.decide(again, Action.APPROVE, NOW)
    back = batches.undo(desk, plan.id, NOW)
    assert len(back.done) == 5 and [one.id for one in back.meanwhile] == [again]
    assert desk.queue.find(again)[0] is State.APPROVED


def test_what_is_not_possible_is_told_and_stops_no_other(desk):
    chosen = waiting(desk)
    plan = batches.plan(desk, Action.APPROVE, chosen, NOW)
    path = desk.paths.comments / "un" / f"{chosen[0].id}.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Id: 1\nAuthor: Ana\nDate: 2020-01-01\n\nAutre chose.\n")
    result = batches.carry_out(desk, plan.id, NOW)
    (refused,) = result.refused
    assert "was changed since it was published" in refused.why and len(result.done) == 5
    assert "Autre chose" in path.read_text()


@pytest.mark.parametrize("identifier", ["absent", "../x", "", "a/b", "x\0"])
def test_no_such_batch(desk, identifier):
    for ask in (batches.carry_out, batches.undo):
        with pytest.raises(NoSuchBatch):
            ask(desk, identifier, NOW)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"action": "approve", "items": 3}'])
def test_a_damaged_batch_is_none(desk, data):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    (desk.paths.batches / f"{plan.id}.json").write_bytes(data)
    with pytest.raises(NoSuchBatch):
        batches.read(desk, plan.id)
    assert batches.read_all(desk) == [] and batches.resume(desk, NOW) == []


def test_a_plan_that_nobody_confirmed_is_not_resumed_and_goes(desk):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    assert batches.resume(desk, NOW) == []
    assert set(states(desk).values()) == {State.PENDING}
    batches.drop_old(desk, NOW + timedelta(hours=23))
    assert batches.read_all(desk) == [plan]
    batches.drop_old(desk, NOW + timedelta(days=1))
    assert batches.read_all(desk) == []


def test_batches_are_kept_as_long_as_they_can_be_undone(desk):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    batches.carry_out(desk, plan.id, NOW)
    batches.drop_old(desk, NOW + timedelta(days=6))
    assert len(batches.read_all(desk)) == 1
    batches.drop_old(desk, NOW + timedelta(days=7))
    assert batches.read_all(desk) == []


def test_a_batch_that_was_cut_off_is_kept_until_it_is_finished(desk):
    plan = batches.plan(desk, Action.SPAM, waiting(desk), NOW)
    path = desk.paths.batches / f"{plan.id}.json"
    path.write_bytes(batch.dump(plan.moved_to(BatchStage.BEGUN)))
    batches.drop_old(desk, NOW + timedelta(days=700))
    (result,) = batches.resume(desk, NOW + timedelta(days=700))
    assert len(result.done) == len(plan.items)


@pytest.mark.parametrize("steps", range(0, 40, 3))
@pytest.mark.parametrize("action", [Action.APPROVE, Action.SPAM])
def test_cut_off_at_any_step_it_goes_on(desk, monkeypatch, action, steps):
    plan = batches.plan(desk, action, waiting(desk), NOW)
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with suppress(PowerCut):
            batches.carry_out(desk, plan.id, NOW)
    begun = batches.read(desk, plan.id).stage is not BatchStage.PLANNED
    batches.resume(desk, NOW)
    desk.queue.mend()
    wanted = {Action.APPROVE: State.APPROVED, Action.SPAM: State.SPAM}[action] if begun else State.PENDING
    assert set(states(desk).values()) == {wanted}
    assert {one.revision for one in desk.queue.survey(wanted)[0]} == {int(begun)}, "nothing was done twice"
    assert len(public(desk)) == (6 if wanted is State.APPROVED else 0)
    batches.undo(desk, plan.id, NOW)
    assert set(states(desk).values()) == {State.PENDING} and not public(desk)


@pytest.mark.parametrize("steps", range(0, 40, 3))
def test_cut_off_and_taken_back_it_does_not_go_on(desk, monkeypatch, steps):
    plan = batches.plan(desk, Action.APPROVE, waiting(desk), NOW)
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with suppress(PowerCut):
            batches.carry_out(desk, plan.id, NOW)
    batches.undo(desk, plan.id, NOW)
    assert batches.resume(desk, NOW) == []
    assert set(states(desk).values()) == {State.PENDING} and not public(desk)


def test_killed_at_many_moments(tmp_path):
    """kill -9 in the middle of batches and of their undoing, as often as `KILLED` says: in the end all is
    where it was said to be, once, and the index agrees."""
    seed = random.randrange(2**32)
    command = [
        sys.executable,
        "-m",
        "tests.moderation.killing_batches",
        str(tmp_path),
        str(KILLED),
        str(seed),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"seed {seed}: {done.stderr}"
    assert done.stdout.count("killed") == KILLED
