"""Standard output whose reader leaves."""

import os
import subprocess
import sys

from tests.examples import ROOT

_WRITES = "from plugins.common import standard_output as o; import sys; {}; print('on', file=sys.stderr)"


def written(code: str, out: int) -> tuple[int, str]:
    command = [sys.executable, "-c", _WRITES.format(code)]
    done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr


def left() -> int:
    """A pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def test_a_command_goes_on_without_its_reader():
    assert written("o.write('a'); o.write('b'); print('c')", left()) == (0, "on\n")


def test_a_full_disk_is_an_error():
    full = os.open("/dev/full", os.O_WRONLY)
    code, said = written("o.write('a')", full)
    assert code == 1 and "No space left on device" in said
