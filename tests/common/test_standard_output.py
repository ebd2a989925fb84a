"""Standard output whose reader leaves."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

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


_SERVERS = ("fastbuild", "preview", "moderation")
"""They say what they do while they run; `moderation` prints through its own function."""
_COMMANDS = sorted(path for path in ROOT.glob("plugins/*/__main__.py") if path.parent.name not in _SERVERS)


@pytest.mark.parametrize("path", _COMMANDS, ids=lambda path: path.parent.name)
def test_what_commands_print_may_be_cut_off(path: Path):
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    printed = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    bare = [call.lineno for call in printed if "file" not in {keyword.arg for keyword in call.keywords}]
    assert not bare, f"{path}: say this by standard_output.write"
