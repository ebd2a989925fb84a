"""Versions by their tags, `v1.2.3` (semantic versioning, https://semver.org). Pure."""

import re
from collections.abc import Iterable

_TAG = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def tag(version: str) -> str:
    """The tag of a version: `v1.2.3` for `1.2.3` and for `v1.2.3`."""
    return version if version.startswith("v") else f"v{version}"


def newest(tags: Iterable[str]) -> str:
    """The tag of the newest version; empty if there is none. Pre-releases (`v1.2.3-rc.1`) do not count."""
    known = {tuple(map(int, found.groups())): name for name in tags if (found := _TAG.fullmatch(name))}
    return known[max(known)] if known else ""
