"""Versions by their tags, `v1.2.3` (semantic versioning, https://semver.org). Pure."""

import re
from collections.abc import Iterable

_TAG = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def tag(version: str) -> str:
    """The tag of a version: of `1.2.3`, or of a tag itself."""
    return version if version.startswith("v") else f"v{version}"


def newest(tags: Iterable[str]) -> str:
    """The tag of the newest version; empty where there is none. What is only announced (`v1.2.3-rc.1`) is not
    taken by itself."""
    known = {tuple(map(int, found.groups())): name for name in tags if (found := _TAG.fullmatch(name))}
    return known[max(known)] if known else ""
