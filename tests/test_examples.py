"""`content/` comes as a copy of the example: `make begin` knows by it what its owner wrote."""

import subprocess

import pytest

from tests.examples import ROOT

PLACES = ("content", "site.toml", "moderation.toml")


def kept(place: str) -> dict[str, str]:
    """Names in what git keeps, and digests: what lies in the folder is its owner's, and is not read."""
    told = ["git", "ls-files", "--stage", "--full-name", place]
    done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line.split(maxsplit=3) for line in done.stdout.splitlines()]
    return {name: digest for _, digest, _, name in lines}


def test_the_example_is_what_comes_with_the_project():
    examples = {name.removeprefix("examples/"): digest for name, digest in kept("examples").items()}
    if not examples or kept("site.toml").get("site.toml") != examples["site.toml"]:
        pytest.skip("no clone of the project, or a site that is its owner's already")
    assert examples == {name: digest for place in PLACES for name, digest in kept(place).items()}
