"""Faults: processes killed, disks full or read-only, two moderators at once, a clock that goes back."""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plugins.common import files
from plugins.moderation.core import retention
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.states import Action, State
from tests.moderation import faults
from tests.moderation.conftest import Visitor, moderation
from tests.moderation.running import MANY
from tests.moderation.samples import NOW, submission
from tests.programs import give_up


@pytest.fixture
def folder(built, tmp_path) -> Path:
    """A built site with an archive of its own, of two comments."""
    for name in ("plugins", "theme", "output", "output.hosts"):
        (tmp_path / name).symlink_to(built.root / name)
    shutil.copytree(built.root / "content", tmp_path / "content")
    (tmp_path / "moderation.toml").write_text(MANY)
    return tmp_path


def test_killed_at_random(folder):
    assert faults.kill(folder, rounds=20, seed=random.randrange(2**32))


@pytest.mark.parametrize("broken", ["lost", "twice", "elsewhere", "not public", "public"])
def test_the_check_of_what_stands_can_fail(folder, broken):
    desk = Desk(DeskPaths(folder))
    waiting, decided = (submission(number).id for number in range(2))
    for number in range(2):
        desk.queue.add(submission(number))
    desk.decide(decided, Action.APPROVE, NOW)
    said = {waiting: "pending", decided: "approved"}
    faults.stand_once(desk, said)
    if broken == "lost":
        desk.queue.erase(State.PENDING, waiting)
    elif broken == "twice":
        desk.queue.add(submission(0), State.SPAM)
    elif broken == "elsewhere":
        desk.decide(waiting, Action.REJECT, NOW)
    elif broken == "not public":
        (folder / f"content/comments/un/{decided}.txt").unlink()
    else:
        desk.queue.erase(State.APPROVED, decided)
        desk.queue.add(submission(1), State.REJECTED)
        said[decided] = "rejected"
    with pytest.raises(AssertionError):
        faults.stand_once(desk, said)


def test_what_a_crash_left_half_written_goes_with_the_next_sweep_but_one(folder):
    desk = Desk(DeskPaths(folder))
    desk.queue.add(submission())
    places = ("pending", "corrected", "subscriptions", "batches", "")
    drafts = [folder / "var/moderation" / place / ".x.txt.1.2" for place in places]
    drafts += [folder / "content/comments/un/.x.txt.1.2", folder / "content/.moderation.csv.1.2"]
    for draft in drafts:
        draft.parent.mkdir(exist_ok=True)
        draft.write_text("canari")
    written = datetime.fromtimestamp(drafts[-1].stat().st_mtime, UTC)
    retention.sweep(desk, written + timedelta(minutes=59))
    assert all(draft.exists() for draft in drafts), "somebody may be writing it now"
    retention.sweep(desk, written + timedelta(minutes=61))
    assert not any(draft.exists() for draft in drafts)


def test_two_moderators_at_once(folder):
    desk = Desk(DeskPaths(folder))
    for number in range(40):
        desk.queue.add(submission(number))
    ids = desk.queue.ids(State.PENDING)
    with ThreadPoolExecutor() as pool:
        commands = [("reject", *ids, "--json"), ("spam", *reversed(ids), "--json")]
        both = list(pool.map(lambda words: moderation(folder, *words), commands))
    rejected, spam = ([one["id"] for one in json.loads(done.stdout)] for done in both)
    assert sorted(rejected + spam) == ids, "each was decided by one of them"
    assert (desk.queue.ids(State.REJECTED), desk.queue.ids(State.SPAM)) == (sorted(rejected), sorted(spam))
    faults.stand_once(desk, {**dict.fromkeys(rejected, "rejected"), **dict.fromkeys(spam, "spam")})


def test_one_approves_what_the_other_takes_back(folder):
    """Whoever comes first; in the end, what is said and what stands agree."""
    desk = Desk(DeskPaths(folder))
    desk.queue.add(submission())
    with ThreadPoolExecutor() as pool:
        for _ in range(2):
            list(pool.map(lambda action: moderation(folder, action, submission().id), ["approve", "undo"]))
    state, _ = desk.queue.find(submission().id)
    faults.stand_once(desk, {submission().id: str(state)})


def test_a_clock_that_goes_back(visitor, clock):
    first = visitor.post(text="Un.").location.split("/")[-1].partition(".")[0]
    clock.pass_(days=-400)
    form = {"text": "Deux."}
    second = visitor.post(**form).location.split("/")[-1].partition(".")[0]
    third = visitor.post(text="Trois.").location.split("/")[-1].partition(".")[0]
    desk = Desk(visitor.paths)
    assert sorted([first, second, third]) == desk.queue.ids(State.PENDING)
    desk.decide(first, Action.REJECT, clock.now)
    assert retention.sweep(desk, clock.now) == retention.SweepResult(0, 0), (
        "it is not a day old, whatever the clock says"
    )
    faults.stand_once(desk, {first: "rejected", second: "pending", third: "pending"})


def test_a_ticket_from_the_future_is_doubt_and_no_error(visitor, clock):
    clock.pass_(days=1)
    page = visitor.post("preview").get_data(as_text=True)
    ticket = page.partition('name="ticket" value="')[2].partition('"')[0]
    clock.pass_(days=-1)
    assert visitor.post(ticket=ticket).status_code == 303
    assert "quick: -86400.0 s after the preview (+40)" in visitor.reasons()[0]


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A disk of 256 kB at `folder`. Only root may, and not in every container."""
    folder.mkdir(parents=True, exist_ok=True)
    options = "size=256k,mode=755"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        give_up(f"No disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(folder: Path) -> None:
    with pytest.raises(OSError, match="No space left"), (folder / "ballast").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def drafts(root: Path) -> list[Path]:
    return list(root.rglob(".*.txt.*"))


def test_a_full_disk_takes_what_it_can_and_says_what_it_cannot(visitor, tmp_path):
    (tmp_path / "moderation.toml").write_text(MANY)
    with mounted(tmp_path / "var"):
        visitor = Visitor(visitor.site, visitor.clock)
        answers = [visitor.post(text=f"{number} " + "a" * 20_000) for number in range(30)]
        codes = [answer.status_code for answer in answers]
        addresses = [answer.location for answer in answers if answer.location]
        kept = {address.split("/")[-1].partition(".")[0]: "pending" for address in addresses}
        assert 0 < codes.count(303) < 30 and set(codes) == {303, 500}
        assert "n’a pas été enregistré" in answers[-1].get_data(as_text=True)
        desk = Desk(visitor.paths)
        faults.stand_once(desk, kept)
        assert len(desk.queue.ids(State.PENDING)) == len(kept) and not drafts(tmp_path)


def test_a_decision_on_a_full_disk_is_refused_and_nothing_moves(folder):
    with mounted(folder / "content/comments/plein"):
        desk = Desk(DeskPaths(folder))
        desk.queue.add(submission(article="plein"))
        fill(folder / "content/comments/plein")
        done = moderation(folder, "approve", submission().id)
        assert done.returncode == 1
        assert done.stderr.startswith(f"{submission().id}: [Errno 28] No space left on device")
        assert desk.queue.ids(State.PENDING) == [submission().id]
        assert not drafts(folder) and not desk.queue.ids(State.APPROVED)


def test_a_read_only_archive_and_a_read_only_queue(folder):
    with mounted(folder / "content/comments/plein"):
        desk = Desk(DeskPaths(folder))
        desk.queue.add(submission(article="plein"))
        read_only(folder / "content/comments/plein")
        done = moderation(folder, "approve", submission().id)
        assert done.returncode == 1 and "Read-only file system" in done.stderr
        assert desk.queue.ids(State.PENDING) == [submission().id]
    with mounted(folder / "var/moderation/spam"):
        read_only(folder / "var/moderation/spam")
        done = moderation(folder, "spam", submission().id)
        assert done.returncode == 1 and "Read-only file system" in done.stderr
        assert desk.queue.ids(State.PENDING) == [submission().id]


def test_what_cannot_be_flushed_was_not_written(folder, monkeypatch):
    """A disk that fails at the last moment (EIO): the visitor is not told that it is kept."""
    desk = Desk(DeskPaths(folder))

    def fails(_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="Input/output error"):
        patch.setattr(os, "fsync", fails)
        files.write(folder / "var/moderation/pending/x.txt", b"x", private=True)
    assert not desk.queue.ids(State.PENDING) and not drafts(folder)
