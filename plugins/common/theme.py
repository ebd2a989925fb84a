"""The folders of a theme: its own, and beside it, with the suffix `.local`, the owner's files that override
it, which upgrades of this project never touch."""

import os
from pathlib import Path

_LOCAL = ".local"


def local(theme: str | Path) -> Path:
    """The folder of the owner's overrides, whether it exists or not."""
    return Path(os.path.normpath(f"{os.path.normpath(theme)}{_LOCAL}"))


def folders(theme: str | Path) -> tuple[Path, ...]:
    """Both folders, whether they exist or not; the owner's first, because it has priority."""
    return local(theme), Path(theme)


def text(theme: str | Path, name: str) -> str:
    """A style sheet: the theme's, followed by the owner's, whose rules override it because they come later.
    Raises FileNotFoundError if there is neither."""
    paths = [path for folder in reversed(folders(theme)) if (path := folder / name).is_file()]
    if not paths:
        raise FileNotFoundError(f"{Path(theme) / name} is not there")
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
