"""One thing done in another process, while this one does the next."""

import os
import signal
from collections.abc import Callable
from typing import Any, TypeVar

from plugins.fastbuild import sealed
from plugins.fastbuild.cores import processes

Plain = TypeVar("Plain", bound=tuple[Any, ...])


def begin(do: Callable[[], Plain]) -> Callable[[], Plain]:
    """`do` is begun; what is returned waits for its end and gives what it gave: plain values, as `sealed`
    writes them. With one core, or where the other process failed, it is done by whoever waits."""
    if processes() < 2:
        return do
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)  # or nobody would tell it that the other one is gone
        _tell(writing, do)
    os.close(writing)

    def wait() -> Plain:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(pid, 0)
        try:
            result: Plain = sealed.opened(told)
        except ValueError:
            return do()
        return result

    return wait


def _tell(writing: int, do: Callable[[], Any]) -> None:
    """Nothing of this copy of the process goes on after it, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end is that of the one who asked
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(sealed.seal(do()))
    finally:
        os._exit(0)
