"""Times of the processor and of the clock, as rows of a table in Markdown; the best of five."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

RUNS = 5


def best(what: str, work: Callable[[], object]) -> None:
    """Of five runs, the one that took the least of the processor."""
    taken = []
    for _ in range(RUNS):
        began, clock = processor(), time.perf_counter()
        work()
        taken.append((processor() - began, time.perf_counter() - clock))
    say(what, *min(taken))


@contextmanager
def timed(what: str) -> Iterator[None]:
    began, clock = processor(), time.perf_counter()
    yield
    say(what, processor() - began, time.perf_counter() - clock)


def processor() -> float:
    """Of this process and its children, user and system."""
    own, children = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def say(what: str, cpu: float, clock: float) -> None:
    print(f"| {what:<46} | {cpu * 1000:10,.0f} | {clock * 1000:10,.0f} |", flush=True)


def head() -> None:
    print(f"| {'ms':<46} |  processor |      clock |\n|---|---:|---:|", flush=True)
