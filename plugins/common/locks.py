"""Locks on files, among threads and among processes."""

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
"""The beginning of the names of several locks."""


def is_lock(name: str) -> bool:
    """Whether this is the name of a lock file, which is always empty. A test checks that there are no
    others."""
    return name in _NAMES or name.startswith(TICKET)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold the file `lock`; others wait. A crash releases it (flock(2))."""
    with one_at_a_time(lock, lambda: None):
        yield


@contextmanager
def one_at_a_time(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """As `alone`; `wait` is called before waiting for another holder."""
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
    """As `one_at_a_time`, but among processes only.

    It is a record lock (fcntl(2)), which a fork does not inherit, so a worker process that outlives its
    killed parent does not hold it.
    """
    make_folder(lock.parent)
    descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # lockf(3) allows either
            wait()
            fcntl.lockf(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
