"""The publish command as a process: what it prints goes to stderr, and to a file that the desk shows."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from plugins.common import files
from plugins.common.text import for_terminal

_PATIENCE = 2.0  # seconds for what is left in the pipe; a process that it left behind may hold that for ever
_SHOWN = 20


def run(command: Sequence[str], folder: Path, log: Path) -> int:
    """Its exit code. What it prints goes to stderr. Raises OSError where there is no such program."""
    files.write(log, b"", private=True)
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        reading = Thread(target=_copy, args=(process.stdout, log), daemon=True)
        reading.start()
        code = process.wait()
        reading.join(_PATIENCE)
    return code


def last_lines(log: Path) -> tuple[str, ...]:
    """Of the last run, or of the one that runs."""
    data = files.content(log) or b""
    lines = data.decode("utf-8", "replace").splitlines()[-_SHOWN:]
    return tuple(map(for_terminal, lines))


def _copy(source: IO[bytes], log: Path) -> None:
    """Line by line, as they come; a closed terminal must not stop them."""
    for line in source:
        files.append(log, line)
        with suppress(OSError):
            sys.stderr.buffer.write(line)
            sys.stderr.flush()
