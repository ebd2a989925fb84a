"""A trial publication into a folder that nobody serves, to find what would stop a real one."""

import json
import os
import subprocess
import sys
from pathlib import Path

_OUTPUT = ".cache/proof/output"
_STOPPED = "The site was not built: "


def problems(address: str) -> str:
    """The problems that stop the publication, as it prints them; empty if there are none."""
    Path(_OUTPUT).parent.mkdir(parents=True, exist_ok=True)
    overrides = [f"OUTPUT_PATH={json.dumps(_OUTPUT)}", "PRECOMPRESS=false"]
    build = subprocess.run(
        [sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py", "--now", "", "-e", *overrides],
        env={**os.environ, "SITEURL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if build.returncode == 0:
        return ""
    return (build.stdout + build.stderr).rpartition(_STOPPED)[2].strip()
