"""A lock among processes: it is waited for, said, and never left behind."""

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from plugins.common import locks

_HOLDER = """
import os, pathlib, signal, sys
from plugins.common import locks
with locks.one_process(pathlib.Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    if "fork" in sys.argv and os.fork() == 0:
        signal.pause()
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Start a process that takes the lock and keeps it until its input ends."""
    started = []

    def start(*more):
        command = [sys.executable, "-c", _HOLDER, str(tmp_path / "new" / "lock"), *more]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process, suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_the_second_says_so_and_waits(holder):
    first = holder()
    assert first.stdout.readline() == "mine\n"
    second = holder()
    assert second.stdout.readline() == "waiting\n"
    first.stdin.close()
    assert second.stdout.readline() == "mine\n"


def test_a_worker_that_outlives_a_killed_build_keeps_nothing(holder):
    first = holder("fork")
    assert first.stdout.readline() == "mine\n"
    first.kill()
    first.wait()
    assert holder().stdout.readline() == "mine\n"


def test_every_lock_of_the_owners_is_known_by_its_name():
    """A backup leaves them out."""
    taken = re.compile(r'locks\.(?:alone|one_at_a_time)\([^"]*/ f?"([^"]+)"')
    sources = [path.read_text(encoding="utf-8") for path in Path("plugins").rglob("*.py")]
    names = {name for text in sources for name in taken.findall(text)}
    assert len(names) > 5
    assert [name for name in names if not locks.is_lock(name.replace("{locks.TICKET}", locks.TICKET))] == []
