"""The settings of a version, as Python reads them from `pelicanconf.py` and `publishconf.py`."""

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
_TELL = """
import json, runpy, sys
found = runpy.run_path(sys.argv[1])
json.dump({n: v for n, v in found.items() if n.isupper()}, sys.stdout, default=lambda _: "\\0code")
"""


class UnreadableSettings(Exception):
    """They are not Python that runs. Words for their author."""


def read(texts: Mapping[str, str], wanted: str) -> dict[str, Any]:
    """What the file `wanted` sets, among the `texts` of all files of settings."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SETTINGS:
            files.create(Path(folder, name), texts.get(name, "").encode())
        done = subprocess.run(
            [sys.executable, "-c", _TELL, wanted],
            cwd=folder,
            env={},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise UnreadableSettings(f"{wanted}: {done.stderr.strip().splitlines()[-1]}")
    return {name: _told(value) for name, value in json.loads(done.stdout).items()}


def _told(value: Any) -> Any:
    """What TOML has no word for is as good as code."""
    return CODE if value is None else value
