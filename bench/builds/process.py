"""What a command costs: seconds by the clock, seconds of processor, most memory, with all its descendants.

The command is started by a small process of its own (this file as a script): Linux counts what the starter
held before `exec` as memory of what it starts (getrusage(2), `ru_maxrss`). Linux only.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Between two looks at the memory of several processes: seconds, or a part of those gone by. A look takes some
# hundredths of one, from those who are looked at.
_EVERY, _PART = 0.3, 1 / 20
_LOOK, _LEAVE = "look", "leave"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, seconds, bytes."""

    wall: float
    cpu: float
    peak: int


class Failed(Exception):
    """A command that ended badly; the message is what it said last."""


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    look: bool = True,
) -> Cost:
    """Run a command to its end in `folder`. Without a `look` the memory is that of its largest process, and
    nothing of the time went into looking. Raises Failed."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", __file__, _LOOK if look else _LEAVE, *command],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{command[0]} in {folder}: {(done.stderr + done.stdout)[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _measure(look: str, *command: str) -> int:
    """Run it and print its cost as the last line."""
    begin = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, setsid=True)
    together = _Together(pid) if look == _LOOK else None
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begin
    cpu = usage.ru_utime + usage.ru_stime
    peak = max(usage.ru_maxrss * 1024, together.most if together else 0)
    print(f"\n{json.dumps({'wall': wall, 'cpu': cpu, 'peak': peak})}")
    return os.waitstatus_to_exitcode(status)


class _Together(threading.Thread):
    """Several processes share some of their memory: most of the sum of their parts (`Pss` in proc(5))."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.most = session, 0
        self.start()

    def run(self) -> None:
        begin = time.perf_counter()
        while True:
            time.sleep(max(_EVERY, (time.perf_counter() - begin) * _PART))
            pids = _of_session(self.session)
            if len(pids) > 1:
                self.most = max(self.most, sum(map(_part, pids)))


def _of_session(session: int) -> list[str]:
    names = (path.name for path in Path("/proc").iterdir())
    return [name for name in names if name.isdecimal() and _session(name) == session]


def _session(pid: str) -> int:
    """Field 6 of proc(5) stat; the name, in brackets, may hold anything."""
    try:
        return int(Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[3])
    except OSError:  # it is gone
        return 0


def _part(pid: str) -> int:
    """Bytes; of what several processes share, each has its part."""
    try:
        lines = Path("/proc", pid, "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(_measure(*sys.argv[1:]))
