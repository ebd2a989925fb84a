"""The settings as their author wrote them, and the folders they name, without Pelican."""

import json
import os
import runpy
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "pelicanconf.py"


@dataclass(frozen=True, slots=True)
class Conf:
    """What the file `file` sets. Its folders are found as Pelican finds them: from that of the file; what it
    does not set, from here."""

    file: str
    settings: Mapping[str, Any]

    @property
    def content(self) -> str:
        return self._folder("PATH") or os.curdir

    @property
    def output(self) -> str:
        """Absolute: what a build left is known by it."""
        return os.path.normpath(Path(self._folder("OUTPUT_PATH") or "output").absolute())

    @property
    def theme(self) -> str:
        """Empty where it is one of Pelican's own, which comes and goes with Pelican."""
        theme = self._folder("THEME")
        return theme if Path(theme).is_dir() and theme else ""

    def _folder(self, name: str) -> str:
        value = self.settings.get(name)
        return os.path.normpath(Path(self.file).parent / value) if value else ""


def read(path: str, more: Iterable[str] = ()) -> Conf:
    """What the file `path` sets, and `more`, each as `NAME=JSON`, over it. Raises what it raises."""
    if os.curdir not in sys.path and "" not in sys.path:
        sys.path.insert(0, "")
    sys.modules.pop("pelicanconf", None)
    settings = {name: value for name, value in runpy.run_path(path).items() if name.isupper()}
    for each in more:
        name, _, value = each.partition("=")
        settings[name] = json.loads(value)
    return Conf(path, settings)
