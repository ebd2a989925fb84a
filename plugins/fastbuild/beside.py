"""One thing done in another process, while this one does the next."""

import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Generic, TypeVar

from plugins.fastbuild import sealed
from plugins.fastbuild.cores import processes

Plain = TypeVar("Plain", bound=tuple[Any, ...])


class Beside(Generic[Plain]):
    """`do` is begun. It gives one thing, plain values as `sealed` writes them, and may go on after that. With
    one core, or where the other process failed, it is done by whoever waits. `nice`: how far it gives way."""

    def __init__(self, do: Callable[[], Iterator[Plain]], nice: int = 0) -> None:
        self._do = do
        self._rest: Iterator[Plain] = iter(())
        self._process = _forked(do, nice) if processes() > 1 else None

    def is_heard(self) -> bool:
        """Whether another process has begun to tell: who waits for it waits no longer."""
        return self._process is None or bool(select.select([self._process[1]], [], [], 0)[0])

    def told(self) -> Plain:
        """Waits for what it gives. To be asked once."""
        if self._process is not None:
            with os.fdopen(self._process[1], "rb") as pipe, suppress(ValueError):
                result: Plain = sealed.opened(pipe.read())
                return result
        self._rest = self._do()
        return next(self._rest)

    def ended(self) -> None:
        """Waits for its end, once it has told."""
        if self._process is not None:
            with suppress(ChildProcessError):  # somebody has waited already
                os.waitpid(self._process[0], 0)
        for _ in self._rest:
            pass


def _forked(do: Callable[[], Iterator[Any]], nice: int) -> tuple[int, int]:
    """The number of the process, and where it can be heard."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)  # or nobody would tell it that the other one is gone
        os.nice(nice)
        _tell(writing, do)
    os.close(writing)
    return pid, reading


def _tell(writing: int, do: Callable[[], Iterator[Any]]) -> None:
    """Nothing of this copy of the process goes on after it, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end is that of the one who asked
    try:
        rest = do()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(sealed.seal(next(rest)))
        for _ in rest:
            pass
    finally:
        os._exit(0)
