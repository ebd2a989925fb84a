"""Which version of the project a folder holds (semantic versioning, https://semver.org)."""

import tomllib
from pathlib import Path

FILE = "pyproject.toml"


def of_project(root: Path) -> str:
    """Raises OSError, KeyError or ValueError where this is not a folder of the project."""
    return of_text((root / FILE).read_text(encoding="utf-8"))


def of_text(text: str) -> str:
    """The same, of what is in `FILE`."""
    return str(tomllib.loads(text)["project"]["version"])
