"""The files for hosts that build by themselves: what they call exists, and what they say of others holds."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
HOSTED = sorted([*DEPLOY.glob("*.yml"), *DEPLOY.glob("*.toml")])
VERBS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
_CALLED = r"(?:run: |- |command = \"|^)make (?:--no-print-directory )?([a-z-]+)"
each = pytest.mark.parametrize("path", [*HOSTED, DEPLOY / "comments-by-mail"], ids=lambda path: path.name)


@each
def test_every_command_of_a_host_file_exists(path):
    text = path.read_text()
    verbs = re.findall(_CALLED, text, re.MULTILINE)
    names = re.findall(r"deploy/([\w.-]+\w)", text)
    assert verbs or names
    assert set(verbs) <= VERBS
    for name in names:
        assert (DEPLOY / name).exists()


@each
def test_the_guide_names_each_host_file(path):
    assert f"deploy/{path.name}" in (ROOT / "docs/hosting.md").read_text()


@pytest.mark.parametrize("path", HOSTED, ids=lambda path: path.name)
def test_each_host_file_says_where_it_goes_and_that_it_is_untested(path):
    head = path.read_text().split("\nname:")[0]
    assert "Save this as " in head and "Not tried at " in head
    assert ".cache" in path.read_text()


@pytest.mark.parametrize("path", HOSTED, ids=lambda path: path.name)
def test_python_is_new_enough(path):
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    for version in re.findall(r"python.version\W+\"(\d+)\.(\d+)\"", path.read_text(), re.IGNORECASE):
        assert tuple(map(int, version)) >= tuple(map(int, oldest.removeprefix(">=").split(".")))


def test_netlify_reads_it():
    told = tomllib.loads((DEPLOY / "netlify.toml").read_text())
    assert told["build"]["publish"] == "output" and told["plugins"][0]["inputs"]["paths"] == [".cache"]
