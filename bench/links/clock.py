"""Seconds of processor time, the least of a few runs: what else the machine does only adds."""

from collections.abc import Callable
from time import process_time

RUNS = 3


def least(work: Callable[[], object], runs: int = RUNS) -> float:
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin
