"""The version of the project in a folder (semantic versioning, https://semver.org)."""

import tomllib
from pathlib import Path

FILE = "pyproject.toml"


def of_project(root: Path) -> str:
    """The version of the project in `root`. Raises OSError, KeyError or ValueError if there is no project."""
    return of_text((root / FILE).read_text(encoding="utf-8"))


def of_text(text: str) -> str:
    """The version in the text of `FILE`."""
    return str(tomllib.loads(text)["project"]["version"])
