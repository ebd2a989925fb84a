"""Who made it: what a kept result depends on beside its source. Another answer, and it is made again."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.common import versions
from plugins.common.conf import Conf
from plugins.fastbuild.sealed import digest

_PLACE = re.compile(" at 0x[0-9a-f]+")
_PLUGINS = Path(__file__).parents[1]
# What a text passes on its way to HTML. They import each other and `common`, and nothing else of ours.
_READING = ("articles", "common", "fastbuild", "markdown", "typography")


def of_reading(settings: Mapping[str, Any]) -> str:
    """Of what Markdown and typography make of a text."""
    used = {name: settings.get(name) for name in ("MARKDOWN", "FORMATTED_FIELDS", "FRENCH_TYPOGRAPHY")}
    return _name(_files(_PLUGINS / folder for folder in _READING), _libraries(), repr(used))


def of_site(settings: Mapping[str, Any], theme: Path, site: Any) -> str:
    """Of what all the rest makes of that. `site`: what every page shows of it, packed: its menus depend on
    which pages there are."""
    public = sorted((name, _told(value)) for name, value in settings.items() if name.isupper())
    return _name(_files([_PLUGINS, theme]), _libraries(), repr((public, site)))


def of_conf(conf: Conf) -> bytes:
    """Of settings, whatever they came from: files or the environment."""
    told = sorted((name, _told(value)) for name, value in conf.settings.items())
    return digest(repr((conf.file, told)).encode())


def _told(value: Any) -> str:
    """A value as text; of a function its name, without its place in memory."""
    return _PLACE.sub("", repr(value))


def _files(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        walked = os.walk(folder, followlinks=True)  # as `scan` looks at them
        for path in sorted(Path(place, name) for place, _, names in walked for name in names):
            if path.is_file() and path.suffix != ".pyc":
                yield f"{path.relative_to(folder)} {digest(path.read_bytes()).hex()}"


def _libraries() -> Iterable[str]:
    return sys.version, *sorted(versions.libraries())


def _name(*parts: Iterable[str] | str) -> str:
    lines = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    return digest("\n\n".join(lines).encode()).hex()
