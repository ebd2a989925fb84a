"""The settings as their author wrote them, without Pelican's own."""

import json
import os
import re
import runpy
import sys
from collections.abc import Iterable
from typing import Any

from plugins.fastbuild.sealed import digest

_PLACE = re.compile(" at 0x[0-9a-f]+")


def read(path: str, more: Iterable[str] = ()) -> dict[str, Any]:
    """What the file `path` sets, and `more`, each as `NAME=JSON`, over it. Raises what it raises."""
    if os.curdir not in sys.path and "" not in sys.path:
        sys.path.insert(0, "")
    sys.modules.pop("pelicanconf", None)
    settings = {name: value for name, value in runpy.run_path(path).items() if name.isupper()}
    for each in more:
        name, _, value = each.partition("=")
        settings[name] = json.loads(value)
    return settings


def name(path: str, settings: dict[str, Any]) -> bytes:
    """Of these settings, whatever they came from: files or the environment."""
    told = sorted((name, _PLACE.sub("", repr(value))) for name, value in settings.items())
    return digest(repr((path, told)).encode())
