"""Lighthouse: one hundred where it judges a page. Where it times the machine, what the time is made of.

Its score of performance is a clock: of the same page, 100 on a quiet machine is 86 on a busy one. Below 100
it is a warning that names the machine's speed; what fails is what a reader would wait for: another request, a
script, a font, a third party, a layout that moves, more bytes than the first packets hold.
"""

import gzip
import json
import os
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

from tests.audit.conftest import PAGES

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
JUDGED = {"accessibility": 1, "best-practices": 1, "seo": 1}
NEVER_LOADED = ("script", "font", "media", "third-party")
FIRST_FLIGHT = 10 * 1460
"""Bytes that a server sends before it waits for the reader's answer (RFC 6928, section 2)."""


@pytest.mark.filterwarnings("default:performance")
@pytest.mark.parametrize("name", ["article", "pictures", "index", "archives", "404"])
def test_one_hundred(audited, chromium, node_modules, tmp_path, name):
    report = _report(f"{audited[1]}/{PAGES[name]}", chromium, node_modules, tmp_path / "report.json")
    scores = {category: judged["score"] for category, judged in report["categories"].items()}
    performance = scores.pop("performance")
    assert scores == JUDGED, _failed(report)
    audits = report["audits"]
    assert audits["cumulative-layout-shift"]["numericValue"] == 0
    loaded = {kind["resourceType"]: kind["requestCount"] for kind in _items(audits["resource-summary"])}
    assert (loaded["document"], loaded["stylesheet"]) == (1, 1)
    assert [loaded[kind] for kind in NEVER_LOADED] == [0, 0, 0, 0]
    blocking = [Path(request["url"]).suffix for request in _items(audits["render-blocking-resources"])]
    assert blocking == [".css"]
    if performance < 1:
        speed = report["environment"]["benchmarkIndex"]
        warnings.warn(f"performance {performance:.2f} of {name}, on a machine of {speed:.0f}", stacklevel=1)


@pytest.mark.parametrize("name", ["article", "pictures", "index", "archives", "404"])
def test_page_and_style_sheet_come_in_the_first_flight(audited, name):
    output = audited[0].output
    page = output / PAGES[name]
    files = [page if page.suffix else page / "index.html", *output.glob("style.*.css")]
    assert len(files) == 2
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= FIRST_FLIGHT


def _report(address: str, chromium: str, node_modules: Path, path: Path) -> dict[str, Any]:
    lighthouse = str(node_modules / ".bin" / "lighthouse")
    command = [
        lighthouse,
        address,
        "--quiet",
        "--output=json",
        f"--output-path={path}",
        f"--chrome-flags={FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(path.read_text())
    return report


def _items(audit: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = audit["details"]["items"]
    return items


def _failed(report: dict[str, Any]) -> list[str]:
    return [audit["id"] for audit in report["audits"].values() if audit.get("score") not in (None, 1)]
