"""Other processes: one thing done while this one does the next, or all parts of a list on all cores.

Processes, for none of it waits; forked, so that they have what is there. To import `concurrent.futures` takes
a tenth of the time of a build that has nothing to do, which is why the one future is made here.
"""

import gc
import logging
import marshal
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_PATIENCE = 2.0  # seconds, before a bar is drawn
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # of this process, which was forked for it


def processes() -> int:
    """The cores this process may run on (macOS does not say which), or FASTBUILD_PROCESSES."""
    wanted = int(os.environ.get("FASTBUILD_PROCESSES", 0))
    return wanted or (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )


class Future(Generic[Result]):
    """What `do` returns, of plain values; it is begun in another process. With one core, or where that
    process failed, it is done by whoever waits."""

    def __init__(self, do: Callable[[], Result]) -> None:
        self._do = do
        self._forked = _forked(do) if processes() > 1 else None

    def done(self) -> bool:
        return self._forked is None or bool(select.select([self._forked[1]], [], [], 0)[0])

    def result(self) -> Result:
        """Wait for the result; to be called once."""
        if self._forked is not None:
            pid, reading = self._forked
            with os.fdopen(reading, "rb") as pipe:
                data = pipe.read()
            with suppress(ChildProcessError):  # somebody has waited already
                os.waitpid(pid, 0)
            with suppress(EOFError, ValueError, TypeError):
                return marshal.loads(data)  # type: ignore[no-any-return]
        return self._do()


def _forked(do: Callable[[], Any]) -> tuple[int, int]:
    """The number of the process, and where it can be heard."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:  # nothing of this copy goes on after it, whatever happens
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end is that of the one who asked
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(marshal.dumps(do()))
    finally:
        os._exit(0)


def each(
    do: Callable[[Sequence[Item]], Result], items: Sequence[Item], size: int, what: str
) -> Iterator[Result]:
    """`do` for each part of at most `size` items, on all cores; the results come in order. What fails, or
    warns, is done again here: its error is raised here, and its warning heard by whoever stops a build for
    it. `what` they are, for the bar."""
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    if len(parts) < 2 or processes() < 2:
        return map(do, parts)
    return _shown(_on_all_cores(do, parts), len(parts), what)


def _on_all_cores(do: Callable[[Any], Result], parts: Sequence[Any]) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    gc.freeze()  # what is there is shared as long as nobody touches it
    executor = ProcessPoolExecutor(processes(), get_context("fork"), _begin, (do, parts))
    try:
        for number, (ok, result) in enumerate(executor.map(_one, range(len(parts)))):
            yield result if ok else do(parts[number])
    finally:
        executor.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(do: Callable[[Any], Any], parts: Sequence[Any]) -> None:
    """In another process nobody prints a warning: it will be given again. Ctrl-C, which all of them hear,
    is for the first one, which ends the others."""
    global _job
    _job = do, parts
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # texts and tuples, none of them in circles, and soon over
    loggers = [logging.getLogger(), *logging.getLogger().manager.loggerDict.values()]
    for handler in (handler for logger in loggers for handler in getattr(logger, "handlers", ())):
        handler.addFilter(lambda record: record.levelno < logging.WARNING)
    logging.getLogger().addHandler(_warnings)


def _one(number: int) -> tuple[bool, Any]:
    assert _job is not None
    do, parts = _job
    _warnings.any = False
    try:
        result = do(parts[number])
    except BaseException:
        return False, None
    return not _warnings.any, result


class _Warnings(logging.Handler):
    """Notes that somebody warned."""

    any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True


_warnings = _Warnings(logging.WARNING)


def _shown(results: Iterable[Result], total: int, what: str) -> Iterator[Result]:
    """The same results, with a bar on the terminal for what takes long; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # a tenth of a second; Pelican has it loaded by now
    from rich.progress import Progress

    started = time.monotonic()
    # Without the thread that draws by itself: processes are forked meanwhile.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=total, visible=False)
        for done, result in enumerate(results, 1):
            late = time.monotonic() - started > _PATIENCE
            bar.update(task, completed=done, visible=late, refresh=late)
            yield result
