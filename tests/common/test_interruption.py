"""Ctrl-C, in every command."""

import re
from pathlib import Path

import pytest

from plugins.common.interruption import INTERRUPTED, exit_code

_BEGINS = re.compile(r'__name__ == "__main__":\n +(raise SystemExit|exit_at_once)')
PLUGINS = Path(__file__).parents[2] / "plugins"
COMMANDS = [
    path for path in sorted(PLUGINS.rglob("*.py")) if _BEGINS.search(path.read_text(encoding="utf-8"))
]


def interrupted() -> int:
    raise KeyboardInterrupt


def test_these_are_commands():
    names = {path.parent.name for path in COMMANDS}
    assert {"backup", "deploy", "fastbuild", "importers", "moderation", "upgrade"} <= names


def test_a_command_that_is_stopped_says_so(capsys):
    assert exit_code(lambda: 3) == 3
    assert exit_code(interrupted) == INTERRUPTED
    assert capsys.readouterr() == ("", "Stopped.\n")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.parent.name + "/" + path.stem)
def test_no_command_ends_in_a_traceback(path):
    text = path.read_text(encoding="utf-8")
    assert re.search(r"except .*KeyboardInterrupt|SystemExit\(exit_code\(main\)\)", text)
