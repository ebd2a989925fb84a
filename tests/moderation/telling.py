"""kill -9 at any moment between a decision and the mails to readers who asked, as often as wanted.

    python -m tests.moderation.telling FOLDER ROUNDS SEED

In each round a comment is let through, published, and told by a process that is killed meanwhile. The last
two are left to their work: one sends again what may have been sent, and the other the rest. Forked from one
that has read all modules, so that the kill falls into work. Prints how many were killed before their end.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.queue import Queue
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission

LEFT = 2  # rounds in which nobody is killed at the end
APART = timedelta(hours=2)  # between rounds; longer than readers are left alone


def main(folder: str, rounds: str, seed: str) -> None:
    os.chdir(folder)
    chance, longest, killed = random.Random(int(seed)), 0.0, 0
    for number in range(int(rounds) + LEFT):
        paths = DeskPaths()
        Queue(paths.queue, paths.comments).add(submission(number, email=f"auteur{number}@exemple.fr"))
        began = time.monotonic()
        child = os.fork()
        if not child:
            _work(number)
        if longest and number < int(rounds):
            time.sleep(chance.uniform(0, longest))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        longest = longest or 1.1 * (time.monotonic() - began)
    print(killed)


def _work(number: int) -> None:
    """All that waits is let through, and what follows is done."""
    try:
        now = NOW + number * APART
        desk = Desk(DeskPaths(Path()))
        for identifier in desk.queue.ids(State.PENDING):
            desk.decide(identifier, Action.APPROVE, now)
        BackgroundWorker(desk, lambda: now).run(decided=True)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
