"""Runs the publish command as a process and copies its output to stderr and to a log file that the desk
shows."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from plugins.common import files
from plugins.common.text import for_terminal

_PATIENCE = 2.0  # seconds for the rest of the output; a background process may keep the pipe open for ever
_SHOWN = 20


def run(command: Sequence[str], folder: Path, log: Path) -> int:
    """Run the command in a folder and return its exit code. Raises OSError if the program does not exist."""
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
    """The last lines of output of the present or last run."""
    data = files.content(log) or b""
    lines = data.decode("utf-8", "replace").splitlines()[-_SHOWN:]
    return tuple(map(for_terminal, lines))


def _copy(source: IO[bytes], log: Path) -> None:
    """Copy the output line by line. A closed terminal must not stop this."""
    for line in source:
        files.append(log, line)
        with suppress(OSError):
            sys.stderr.buffer.write(line)
            sys.stderr.flush()
