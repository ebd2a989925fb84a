"""`hugo --watch`: a process that stays, and builds again when a file changes. Linux only."""

import os
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from bench.builds.generators import hugo
from bench.builds.measure import Measured, Site
from bench.builds.process import Cost, Failed
from bench.builds.results import ARTICLE, COLD, COMMENT, WATCH

_PATIENCE = 600.0  # seconds; the first build of a large site is among them
_TICKS = os.sysconf("SC_CLK_TCK")


def turns(site: Site, runs: int) -> Iterator[Measured]:
    """Costs from the file's being there to the end of the build."""
    site.generator.clear(site.folder, COLD)
    with _watching(site.folder) as (pid, lines):
        _wait(lines, "Press Ctrl+C")
        for turn in range(runs):
            for case in (COMMENT, ARTICLE):
                time.sleep(1)  # what it may still do is over
                yield WATCH, case, _rebuild(site, case, f"Veille{turn}{case.split()[1]}", pid, lines)


def _rebuild(site: Site, case: str, words: str, pid: int, lines: "Queue[str]") -> Cost:
    before = _cpu(pid)
    site.change(case, words)
    begin = time.perf_counter()
    _wait(lines, "Total in")
    wall = time.perf_counter() - begin
    site.require(words)
    return Cost(wall, _cpu(pid) - before, _peak(pid))


@contextmanager
def _watching(folder: Path) -> Iterator[tuple[int, "Queue[str]"]]:
    lines: Queue[str] = Queue()
    command = [hugo(), "--watch", "--destination", "output"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as it:
        Thread(target=_listen, args=(it.stdout, lines), daemon=True).start()
        try:
            yield it.pid, lines
        finally:
            it.terminate()


def _listen(said: Iterable[bytes], lines: "Queue[str]") -> None:
    for line in said:
        lines.put(line.decode())


def _wait(lines: "Queue[str]", words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if words in lines.get(timeout=_PATIENCE):
            return
    raise Failed(f"hugo --watch did not say “{words}” in {_PATIENCE:g} s")


def _cpu(pid: int) -> float:
    """Seconds of processor so far: fields 14 and 15 of proc(5) stat."""
    fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(pid: int) -> int:
    lines = Path("/proc", str(pid), "status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
