"""The versions of libraries with which our fast paths were tested.

A fast path that copies the behaviour of a library, or uses its private names, checks the version here first.
With any other version the library's public functions are used, which are slower but right by definition.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

PROVEN: Mapping[str, tuple[str, ...]] = {
    "markdown": (
        "3.11.1",
        "3.11.2",
        "3.11.3",
    ),  # `plugins.markdown`: the bytes
    "markupsafe": ("3.0.2", "3.0.3", "3.0.4"),  # `common.html`: `_escape_inner`, of a `Markup` too
    "pelican": ("4.12.0",),  # `articles.answers`, `fastbuild`: what its objects hold, and when it asks for it
    "typogrify": ("2.1.0",),  # `typography.finish`: what `widont` does to a plain heading
}
"""Versions by library. Add one once the tests of the module named beside it pass: patch releases differ too,
as Markdown 3.11 and 3.11.1 do in their output."""

_log = logging.getLogger(__name__)
_INFO = re.compile(r"(?P<name>.+?)-(?P<version>[0-9][^-]*)(?:-.*)?\.(?:dist|egg)-info")


@cache
def libraries() -> tuple[str, ...]:
    """The names of the metadata folders of all installed libraries, which contain their versions, in the
    order of `sys.path`. Reading the metadata itself takes 20 ms."""
    return tuple(name for folder in sys.path for name in _infos(folder))


def _infos(folder: str) -> Iterable[str]:
    try:
        return sorted(path.name for path in Path(folder).iterdir() if path.name.endswith("-info"))
    except OSError:  # an archive, or a folder that does not exist
        return ()


@cache
def installed() -> Mapping[str, str]:
    """The version of each installed library, by its name in lower case."""
    by_name: dict[str, str] = {}
    for info in map(_INFO.fullmatch, libraries()):
        if info:
            by_name.setdefault(info["name"].lower().replace("_", "-"), info["version"])
    return by_name


@cache
def proven(library: str) -> bool:
    """Whether the installed version is one of `PROVEN`. If not, a warning is logged."""
    version, tested = installed().get(library, "of no known version"), PROVEN[library]
    if version in tested:
        return True
    expected = " or ".join(tested)
    _log.warning(
        "%s %s is not %s: it does itself what is done here in less time.", library, version, expected
    )
    return False
