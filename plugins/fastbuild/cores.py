"""How many processes there may be."""

import os


def processes() -> int:
    """The cores this process may run on, or the environment's FASTBUILD_PROCESSES."""
    return int(os.environ.get("FASTBUILD_PROCESSES", 0)) or _cores()


def _cores() -> int:
    """macOS does not say which of its cores a process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
