"""The settings of a version, read by running its `pelicanconf.py` and `publishconf.py` in another process."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.common import files
from plugins.common.owner import SETTINGS

CODE = "\0code"
"""Stands for a value that TOML cannot hold."""
_SCRIPT = """
import json, runpy, sys
values = runpy.run_path(sys.argv[1])
json.dump({n: v for n, v in values.items() if n.isupper()}, sys.stdout, default=lambda _: "\\0code")
"""


class UnreadableSettings(Exception):
    """A settings file cannot be run. The message is for its author."""


def read(texts: Mapping[str, str], wanted: str) -> dict[str, Any]:
    """The settings that the file `wanted` makes. `texts`: all settings files, which may import each other."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SETTINGS:
            files.create(Path(folder, name), texts.get(name, "").encode())
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT, wanted],
            cwd=folder,
            env={},
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        raise UnreadableSettings(f"{wanted}: {run.stderr.strip().splitlines()[-1]}")
    return {name: _known(value) for name, value in json.loads(run.stdout).items()}


def _known(value: Any) -> Any:
    """TOML has no null: None counts as code."""
    return CODE if value is None else value
