"""Whoever holds the lock of a file is alone, among threads or among processes."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.common.files import make_folder

_NAMES = frozenset(
    (".lock", ".telling", ".reading", ".sending", ".indexing", ".counting", ".publishing", ".running")
)
TICKET = ".ticket-"
"""Begins the names of several."""


def is_lock(name: str) -> bool:
    """Whether files of this name are locks, wherever they are: they hold nothing. A test looks for others."""
    return name in _NAMES or name.startswith(TICKET)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Whoever holds the file `lock` is alone; others wait. A crash lets go of it (flock(2))."""
    with one_at_a_time(lock, lambda: None):
        yield


@contextmanager
def one_at_a_time(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """As `alone`; `wait` is called first if another holds `lock`."""
    descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def one_process(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """As `alone`, among processes; `wait` is called first if another holds `lock`.

    A record lock (fcntl(2)): unlike that of `alone` it stays behind in a fork, so a worker that outlives a
    killed process does not keep it.
    """
    make_folder(lock.parent)
    descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # either, says lockf(3)
            wait()
            fcntl.lockf(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
