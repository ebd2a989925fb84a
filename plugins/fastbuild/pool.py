"""As many processes as cores, each doing a part of a list. The results come in order, as from one process."""

import gc
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from plugins.fastbuild.cores import processes

Item = TypeVar("Item")
Result = TypeVar("Result")
_FAILED = "this part failed"
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # what a forked process finds when it begins


def each(do: Callable[[Item], Result], parts: Sequence[Item]) -> Iterator[Result]:
    """`do` for each of the parts. What fails, or warns, is done again here: its error is raised here, and its
    warning heard by whoever stops a build for it."""
    if len(parts) < 2 or processes() < 2:
        yield from map(do, parts)
        return
    from multiprocessing import get_context  # the way without Pelican never comes here

    global _job
    _job = do, parts
    gc.freeze()  # what is there is shared with the processes as long as nobody touches it
    try:
        with get_context("fork").Pool(processes(), _listen) as pool:
            for number, result in enumerate(pool.imap(_one, range(len(parts)))):
                yield do(parts[number]) if result == _FAILED else result
    finally:
        _job = None
        gc.unfreeze()


def _one(number: int) -> Any:
    assert _job is not None
    do, parts = _job
    try:
        _ear.heard = False
        result = do(parts[number])
        return _FAILED if _ear.heard else result
    except BaseException:
        return _FAILED


class _Ear(logging.Handler):
    """Notes that somebody warned."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


_ear = _Ear(logging.WARNING)


def _listen() -> None:
    """In another process nobody prints a warning: it will be given again. Ctrl-C, which all of them hear,
    is for the first one, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # texts and tuples, none of them in circles, and soon over
    loggers = [logging.getLogger(), *logging.getLogger().manager.loggerDict.values()]
    for handler in (handler for logger in loggers for handler in getattr(logger, "handlers", ())):
        handler.addFilter(lambda record: record.levelno < logging.WARNING)
    logging.getLogger().addHandler(_ear)


def shares(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items in parts of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]
