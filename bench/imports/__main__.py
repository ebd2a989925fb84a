"""`make bench-imports`: exports of many comments taken over: processor time, and the most memory.

Ends with 1 where a figure misses its aim.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.imports.exports import EXPORTS, OPTIONS, sources

MOST_SECONDS = 60.0
"""Of processor time, for 100,000 comments."""
MOST_GROWTH = 48.0
"""MB of memory that ten times as many may take more."""


def main() -> int:
    options = argparse.ArgumentParser(prog="make bench-imports", description=__doc__)
    options.add_argument("--comments", type=int, default=100_000, help="N=, how many comments at most")
    most = options.parse_args().comments
    print(f"{date.today()}, Python {platform.python_version()}, {platform.machine()}\n")
    print(f"{'system':12}{'comments':>10}{'MB of export':>14}{'processor s':>13}{'memory MB':>11}")
    missed = [what for system in EXPORTS for what in _measured(system, most)]
    print("\n" + ("\n".join(f"missed: {what}" for what in missed) or "all aims met"))
    return bool(missed)


def _measured(system: str, most: int) -> Iterator[str]:
    (_, few), (seconds, many) = (_run(system, count) for count in (most // 10, most))
    if seconds > MOST_SECONDS * most / 100_000:
        yield f"{system}: {seconds:.0f} s"
    if many - few > MOST_GROWTH:
        yield f"{system}: {many - few:.0f} MB more for ten times as many"


def _run(system: str, count: int) -> tuple[float, float]:
    """Seconds of processor time, with that of its helpers, and the most memory of one process in MB."""
    with tempfile.TemporaryDirectory() as folder:
        content, export = Path(folder, "content"), Path(folder, "export")
        for name, text in sources(system, count):
            (content / name).parent.mkdir(parents=True, exist_ok=True)
            (content / name).write_text(text, encoding="utf-8")
        with export.open("w", encoding="utf-8") as file:
            file.writelines(EXPORTS[system](count))
        seconds, memory = _import(system, export, content)
        megabytes = export.stat().st_size / 1e6
    print(f"{system:12}{count:10,}{megabytes:14.1f}{seconds:13.1f}{memory:11.0f}", flush=True)
    return seconds, memory


def _import(system: str, export: Path, content: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "plugins.importers", "--from", system, "--file", str(export)]
    done = subprocess.Popen(
        [*command, "--into", str(content), *OPTIONS.get(system, ())], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode:
        raise SystemExit(f"the import from {system} ended with {done.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
