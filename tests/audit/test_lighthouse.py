"""Lighthouse: one hundred in all four categories."""

import json
import os
import subprocess

import pytest

from tests.audit.conftest import PAGES

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


ALL = {"performance": 1, "accessibility": 1, "best-practices": 1, "seo": 1}
_TRIES = 3  # it measures time: of a machine that was busy a moment ago another look tells more


@pytest.mark.parametrize("name", ["article", "pictures", "index", "archives", "404"])
def test_one_hundred(audited, chromium, node_modules, tmp_path, name):
    report = tmp_path / "report.json"
    command = [
        str(node_modules / ".bin" / "lighthouse"),
        f"{audited[1]}/{PAGES[name]}",
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    for _ in range(_TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        data = json.loads(report.read_text())
        scores = {key: category["score"] for key, category in data["categories"].items()}
        if scores == ALL:
            break
    failed = [a["id"] for a in data["audits"].values() if a.get("score") is not None and a["score"] < 1]
    assert scores == ALL, failed
    assert data["audits"]["cumulative-layout-shift"]["numericValue"] == 0
