"""kill -9 at any moment of batches and of their undoing, as often as wanted.

    python -m tests.moderation.killing_batches FOLDER ROUNDS SEED

Each round plans a batch, lets a process carry it out, or take it back, kills that, and lets another go on.
Then everything stands where the batch says, once, and published comments, files and index agree.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from plugins.moderation.core import batches
from plugins.moderation.core.batch import Batch, BatchStage
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import submission

SIZE = 12
LONGEST = 0.06  # seconds: about the time of such a batch
REACHES = {Action.APPROVE: State.APPROVED, Action.REJECT: State.REJECTED, Action.SPAM: State.SPAM}


def main(folder: str, rounds: str, seed: str) -> None:
    chance = random.Random(int(seed))
    desk = Desk(DeskPaths(Path(folder)))
    for number in range(SIZE):
        desk.queue.add(submission(number))
    for number in range(int(rounds)):
        now = datetime.now(UTC)
        plan = batches.plan(desk, chance.choice(list(REACHES)), desk.index.find(state=DeskList.PENDING), now)
        killed_in(lambda batch=plan: batches.carry_out(desk, batch.id, datetime.now(UTC)), chance)
        begun = batches.read(desk, plan.id).stage is not BatchStage.PLANNED
        if number % 2:
            batches.resume(Desk(desk.paths), datetime.now(UTC))
            check(desk, REACHES[plan.action] if begun else State.PENDING)
        take_back(desk, plan, chance)
        check(desk, State.PENDING)
        print("killed", flush=True)


def take_back(desk: Desk, plan: Batch, chance: random.Random) -> None:
    """Killed too; what it had not begun is asked for again."""
    killed_in(lambda: batches.undo(desk, plan.id, datetime.now(UTC)), chance)
    again = Desk(desk.paths)
    batches.resume(again, datetime.now(UTC))
    batches.undo(again, plan.id, datetime.now(UTC))


def killed_in(work: Callable[[], object], chance: random.Random) -> None:
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def check(desk: Desk, wanted: State) -> None:
    desk.queue.mend()
    found = {state: desk.queue.ids(state) for state in State}
    assert {state: len(ids) for state, ids in found.items()} == {
        state: SIZE if state is wanted else 0 for state in State
    }, found
    public = {path.stem for path in desk.paths.comments.glob("*/*.txt")}
    assert public == (set(found[wanted]) if wanted is State.APPROVED else set())
    counts = desk.index.counts()
    assert counts[DeskList(wanted)] == SIZE and counts[DeskList.PUBLISHED] == len(public), counts
    assert sum(counts.values()) == SIZE + len(public)


if __name__ == "__main__":
    main(*sys.argv[1:])
