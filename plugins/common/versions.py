"""The versions of libraries on which our fast ways were proved.

A fast way that copies what a library does, or uses one of its private names, asks here first. With another
version it steps aside for the library's own public way, which is slower and right by definition.
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
"""By library. A version joins once the tests of what is named beside it pass with it: patches differ too, as
Markdown 3.11 and 3.11.1 do in their bytes."""

_log = logging.getLogger(__name__)
_INFO = re.compile(r"(?P<name>.+?)-(?P<version>[0-9][^-]*)(?:-.*)?\.(?:dist|egg)-info")


@cache
def libraries() -> tuple[str, ...]:
    """Names and versions of what is installed, as installers name the folder that describes a library, in the
    order in which Python finds them; opening each took 20 ms."""
    return tuple(name for folder in sys.path for name in _infos(folder))


def _infos(folder: str) -> Iterable[str]:
    try:
        return sorted(path.name for path in Path(folder).iterdir() if path.name.endswith("-info"))
    except OSError:  # an archive, or a folder that is not there
        return ()


@cache
def installed() -> Mapping[str, str]:
    """The version of each library by its name in lower case."""
    found: dict[str, str] = {}
    for info in map(_INFO.fullmatch, libraries()):
        if info:
            found.setdefault(info["name"].lower().replace("_", "-"), info["version"])
    return found


@cache
def proven(library: str) -> bool:
    """Whether what is installed of it is among the `PROVEN`. If not, a line of the log says so."""
    version, known = installed().get(library, "of no known version"), PROVEN[library]
    if version in known:
        return True
    told = " or ".join(known)
    _log.warning("%s %s is not %s: it does itself what is done here in less time.", library, version, told)
    return False
