"""Other processes give what this one would."""

import logging
import os
import signal
import subprocess
import sys

import pytest

from plugins.common import workers
from plugins.common.workers import Future


@pytest.fixture(params=["1", "2", "3"])
def processes(request, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    return int(request.param)


def each(do, items):
    """One by one."""
    return workers.each(lambda part: do(*part), items, 1, "Numbers")


def test_results_come_in_order(processes):
    assert list(each(lambda number: number * 2, range(50))) == [number * 2 for number in range(50)]


def test_the_work_is_done_elsewhere(processes):
    pids = set(each(lambda _: os.getpid(), range(50)))
    assert (pids == {os.getpid()}) == (processes == 1)


def test_an_interrupt_is_for_the_first_process(processes):
    heard = set(each(lambda _: signal.getsignal(signal.SIGINT) is not signal.SIG_IGN, range(50)))
    assert heard == {processes == 1}


def test_an_error_is_the_same_error(processes):
    def fail(number):
        if number == 3:
            raise KeyError("three")
        return number

    with pytest.raises(KeyError, match="three"):
        list(each(fail, range(5)))


def test_parts_are_all_of_it(processes):
    assert list(workers.each(list, range(5), 2, "")) == [[0, 1], [2, 3], [4]]


def test_a_warning_is_heard_once_and_here(processes, caplog):
    said = f"three, with {processes}"  # Pelican's loggers, if another test made them, repeat nothing

    def warn(number):
        if number == 3:
            logging.getLogger("a").warning(said)
        return number

    assert list(each(warn, range(5))) == list(range(5))
    assert [record.message for record in caplog.records] == [said]


def test_a_future_gives_what_was_done(processes):
    other = Future(lambda: ({"a": b"\0" * 100_000}, os.getpid()))
    values, pid = other.result()
    assert values == {"a": b"\0" * 100_000}
    assert (pid == os.getpid()) == (processes == 1)


def test_its_error_is_raised_by_whoever_waits(processes):
    def fail():
        raise KeyError("three")

    other = Future(fail)
    with pytest.raises(KeyError, match="three"):
        other.result()


def test_it_is_done_when_it_is_heard(processes, tmp_path):
    other = Future(lambda: 1)
    while not other.done():
        pass
    assert other.result() == 1


def test_it_ends_when_nobody_waits_any_more():
    """As long as it is there, the output of both does not end."""
    gone = "import os; from plugins.common.workers import Future;Future(lambda: bytes(10**6)); os._exit(3)"
    environment = {**os.environ, "FASTBUILD_PROCESSES": "2"}
    done = subprocess.run([sys.executable, "-c", gone], capture_output=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (3, b"")


def test_the_environment_says(monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", "7")
    assert workers.processes() == 7


def test_where_no_system_says_which_cores_are_ours_all_are(monkeypatch):
    """As on macOS."""
    monkeypatch.delenv("FASTBUILD_PROCESSES", raising=False)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert workers.processes() == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert workers.processes() == 1


@pytest.mark.parametrize("watched", [False, True])
def test_results_pass(monkeypatch, capsys, watched):
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    assert list(workers._shown(iter("abc"), 3, "Reading")) == ["a", "b", "c"]
    assert "Reading" not in capsys.readouterr().err


def test_what_takes_long_is_shown(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(workers, "_PATIENCE", -1.0)
    assert list(workers._shown(iter("abc"), 3, "Reading")) == ["a", "b", "c"]
    assert "Reading" in capsys.readouterr().err
