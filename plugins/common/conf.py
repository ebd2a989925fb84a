"""Reads `pelicanconf.py` without Pelican: the settings as written, and the folders they name."""

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
    """The settings of a file. As in Pelican, its folders are relative to the file, and default ones to the
    current folder."""

    file: str
    settings: Mapping[str, Any]

    @property
    def content(self) -> str:
        return self._folder("PATH") or os.curdir

    @property
    def output(self) -> str:
        """The output folder as an absolute path, which identifies the cache of a build."""
        return os.path.normpath(Path(self._folder("OUTPUT_PATH") or "output").absolute())

    @property
    def theme(self) -> str:
        """The folder of the theme; "" if it is one of Pelican's own themes, which changes with Pelican
        only."""
        theme = self._folder("THEME")
        return theme if Path(theme).is_dir() and theme else ""

    def _folder(self, name: str) -> str:
        value = self.settings.get(name)
        return os.path.normpath(Path(self.file).parent / value) if value else ""


def read(path: str, overrides: Iterable[str] = ()) -> Conf:
    """Execute the file `path` and apply `overrides`, each as `NAME=JSON`. Raises whatever the file raises."""
    if os.curdir not in sys.path and "" not in sys.path:
        sys.path.insert(0, "")
    sys.modules.pop("pelicanconf", None)
    settings = {name: value for name, value in runpy.run_path(path).items() if name.isupper()}
    for override in overrides:
        name, _, value = override.partition("=")
        settings[name] = json.loads(value)
    return Conf(path, settings)


def of_site(folder: Path) -> Mapping[str, Any]:
    """The settings of the site in `folder`; empty if it has none. Raises whatever its file raises."""
    path = folder / FILE
    return read(str(path)).settings if path.is_file() else {}


def of_site_if_readable(folder: Path) -> Mapping[str, Any]:
    """As `of_site`, but empty if they cannot be read: for commands that do without. The build says why."""
    try:
        return of_site(folder)
    except Exception:  # whatever a Python file may raise
        return {}
