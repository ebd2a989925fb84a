"""The folders of a theme: the theme's own, and beside it, under its name with `.local`, what a site's owner
puts over it. No later version of the project writes there."""

import os
from pathlib import Path

_LOCAL = ".local"


def local(theme: str | Path) -> Path:
    """Where the owner's changes to a theme are, if there are any."""
    return Path(os.path.normpath(f"{os.path.normpath(theme)}{_LOCAL}"))


def folders(theme: str | Path) -> tuple[Path, ...]:
    """Both, whether they are there or not: what the owner has wins, so it is first."""
    return local(theme), Path(theme)


def text(theme: str | Path, name: str) -> str:
    """Of a style sheet: the theme's own, then the owner's, whose rules win since they come later. So a later
    version may add what the owner's does not know of. Raises FileNotFoundError where neither is there."""
    found = [path for folder in reversed(folders(theme)) if (path := folder / name).is_file()]
    if not found:
        raise FileNotFoundError(f"{Path(theme) / name} is not there")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)
