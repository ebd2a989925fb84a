"""The Nu HTML checker on every page and on the style sheet: no error, no warning."""

import json
import subprocess


def test_no_error_no_warning(audited, java, node_modules):
    site, _ = audited
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(site.output / name) for name in site.files() if name.endswith((".html", ".css", ".svg"))]
    command = [java, "-jar", str(jar), "--format", "json", "--also-check-css", "--also-check-svg", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert len(files) > 8
    assert [f"{m['url']}: {m['message']}" for m in messages] == []


def test_the_checker_sees_errors(tmp_path, java, node_modules):
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><title>x</title><p><div id=a></div><i id=a>")
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run([java, "-jar", str(jar), str(bad)], capture_output=True, text=True, check=False)
    assert "error" in done.stderr
