"""kill -9 at any moment of intake and decision, as often as wanted.

    python -m tests.moderation.killing FOLDER ROUNDS SEED

In each round a process takes comments and decides on them, saying what it acknowledges, until it is killed.
Forked from one that has read all modules, so that a round takes milliseconds and the kill falls into work.
Prints a line a promise: `<id> <state>`; `?` for a decision that was begun and not acknowledged.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask.testing import FlaskClient

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.states import TABLE, State
from plugins.moderation.web.app import create

MOST = 6  # promises that are waited for before a kill
LONGEST = 0.005  # seconds after them: about a decision's time


def main(folder: str, rounds: str, seed: str) -> None:
    os.chdir(folder)
    client = create(Desk(DeskPaths())).test_client()
    chance = random.Random(int(seed))
    for number in range(int(rounds)):
        for line in _promises(client, random.Random(chance.random()), number):
            print(line)


def _promises(client: FlaskClient, chance: random.Random, number: int) -> Iterator[str]:
    """What one process acknowledged before it was killed: some promises, and then at any moment."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(client, chance, writing, number)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as pipe:
        yield from (pipe.readline().rstrip("\n") for _ in range(chance.randrange(MOST)))
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        yield from (line.rstrip("\n") for line in pipe if line.endswith("\n"))


def _work(client: FlaskClient, chance: random.Random, writing: int, number: int) -> None:
    desk = Desk(DeskPaths())
    for count in range(sys.maxsize):
        text = f"Texte {number}-{count}."
        answer = client.post("/commenter", data={"article": "un", "author": "Zoé", "text": text})
        assert answer.status_code == 303
        identifier, state = answer.location.split("/")[-1].partition(".")[0], State.PENDING
        _say(writing, identifier, state)
        for _ in range(chance.randrange(4)):
            action = chance.choice([action for of, action in TABLE if of is state])
            _say(writing, identifier, "?")
            state = desk.decide(identifier, action, datetime.now(UTC))
            _say(writing, identifier, state)


def _say(writing: int, identifier: str, state: str) -> None:
    os.write(writing, f"{identifier} {state}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
