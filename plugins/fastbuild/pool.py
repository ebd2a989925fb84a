"""As many processes as cores, each doing a part of a list. The results come in order, as from one process."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_FAILED = "this part failed"
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # what a forked process finds when it begins


def processes() -> int:
    """How many there may be: the cores this process may run on, or the environment's FASTBUILD_PROCESSES."""
    return int(os.environ.get("FASTBUILD_PROCESSES", 0)) or len(os.sched_getaffinity(0))


def each(do: Callable[[Item], Result], parts: Sequence[Item]) -> Iterator[Result]:
    """`do` for each of the parts. What fails is done again here, so that its error is raised here."""
    if len(parts) < 2 or processes() < 2:
        yield from map(do, parts)
        return
    global _job
    _job = do, parts
    gc.freeze()  # what is there is shared with the processes as long as nobody touches it
    try:
        with get_context("fork").Pool(processes()) as pool:
            for number, result in enumerate(pool.imap(_one, range(len(parts)))):
                yield do(parts[number]) if result == _FAILED else result
    finally:
        _job = None
        gc.unfreeze()


def _one(number: int) -> Any:
    assert _job is not None
    do, parts = _job
    try:
        return do(parts[number])
    except BaseException:
        return _FAILED


def shares(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items in parts of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]
