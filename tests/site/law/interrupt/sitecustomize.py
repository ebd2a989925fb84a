"""Kills the build in the middle: Python reads this at its start where PYTHONPATH leads here.

LAW_KILL_AT counts what the process is about to do to files below its folder, or below LAW_KILL_BELOW in it;
there the whole group dies, as it would by `kill -9` or a loss of power.
"""

import os
import signal
import sys

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_WRITING = os.O_WRONLY | os.O_RDWR
_left = int(os.environ.get("LAW_KILL_AT", "-1"))
_here = f"{os.getcwd()}/{os.environ.get('LAW_KILL_BELOW', '')}"  # noqa: PTH109  # at start-up every import counts


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    global _left
    if _left < 0 or not (event in _CHANGES or (event == "open" and _writes(arguments))):
        return
    path = os.path.abspath(os.fsdecode(arguments[0]))  # type: ignore[arg-type]  # noqa: PTH100
    if path.startswith(_here) and "__pycache__" not in path:
        _left -= 1
        if _left < 0:
            os.killpg(0, signal.SIGKILL)


def _writes(arguments: tuple[object, ...]) -> bool:
    path, _, flags = arguments
    return isinstance(path, str | bytes | os.PathLike) and isinstance(flags, int) and bool(flags & _WRITING)


if _left >= 0:
    sys.addaudithook(_listen)
