"""Another process does it, and nobody sees a difference."""

import os
import subprocess
import sys

import pytest

from plugins.fastbuild import beside


@pytest.fixture(params=["1", "2"])
def processes(request, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    return int(request.param)


def test_it_gives_what_was_done(processes):
    wait = beside.begin(lambda: ({"a": b"\0" * 100_000}, os.getpid()))
    values, pid = wait()
    assert values == {"a": b"\0" * 100_000}
    assert (pid == os.getpid()) == (processes == 1)


def test_its_error_is_raised_by_whoever_waits(processes):
    def fail():
        raise KeyError("three")

    wait = beside.begin(fail)
    with pytest.raises(KeyError, match="three"):
        wait()


def test_it_ends_when_nobody_waits_any_more():
    """As long as it is there, the output of both does not end."""
    gone = (
        "import os; from plugins.fastbuild import beside; beside.begin(lambda: (bytes(10**6),)); os._exit(3)"
    )
    environment = {**os.environ, "FASTBUILD_PROCESSES": "2"}
    done = subprocess.run([sys.executable, "-c", gone], capture_output=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (3, b"")
