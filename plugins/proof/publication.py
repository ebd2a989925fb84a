"""What a publication would stop at: a publication beside the real one, whose output nobody serves."""

import json
import os
import subprocess
import sys
from pathlib import Path

_OUTPUT = ".cache/proof/output"
_STOPPED = "The site was not built: "


def problems(address: str) -> str:
    """As a publication words them, with their places; empty where there are none."""
    Path(_OUTPUT).parent.mkdir(parents=True, exist_ok=True)
    more = [f"OUTPUT_PATH={json.dumps(_OUTPUT)}", "PRECOMPRESS=false"]
    done = subprocess.run(
        [sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py", "--now", "", "-e", *more],
        env={**os.environ, "SITEURL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr).rpartition(_STOPPED)[2].strip()
