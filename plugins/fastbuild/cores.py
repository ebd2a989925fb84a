"""How many processes there may be."""

import os


def processes() -> int:
    """The cores this process may run on, or the environment's FASTBUILD_PROCESSES."""
    return int(os.environ.get("FASTBUILD_PROCESSES", 0)) or len(os.sched_getaffinity(0))
