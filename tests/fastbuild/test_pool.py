"""Two processes give what one gives."""

import logging
import os
import signal

import pytest

from plugins.fastbuild import pool


@pytest.fixture(params=["1", "2", "3"])
def processes(request, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    return int(request.param)


def test_results_come_in_order(processes):
    assert list(pool.each(lambda number: number * 2, range(50))) == [number * 2 for number in range(50)]


def test_the_work_is_done_elsewhere(processes):
    pids = set(pool.each(lambda _: os.getpid(), range(50)))
    assert (pids == {os.getpid()}) == (processes == 1)


def test_an_interrupt_is_for_the_first_process(processes):
    heard = set(pool.each(lambda _: signal.getsignal(signal.SIGINT) is not signal.SIG_IGN, range(50)))
    assert heard == {processes == 1}


def test_an_error_is_the_same_error(processes):
    def fail(number):
        if number == 3:
            raise KeyError("three")
        return number

    with pytest.raises(KeyError, match="three"):
        list(pool.each(fail, range(5)))


def test_shares_are_all_of_it():
    assert pool.shares(range(5), 2) == [range(2), range(2, 4), range(4, 5)]


def test_a_warning_is_heard_once_and_here(processes, caplog):
    said = f"three, with {processes}"  # Pelican's loggers, if another test made them, repeat nothing

    def warn(number):
        if number == 3:
            logging.getLogger("a").warning(said)
        return number

    assert list(pool.each(warn, range(5))) == list(range(5))
    assert [record.message for record in caplog.records] == [said]
