"""A lock among processes: it is waited for, said, and never left behind."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

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
