"""Where a site is sent: a folder here, a folder behind ssh, or a store that rclone knows. Pure."""

import re
from dataclasses import dataclass

_SSH = re.compile(r"(?P<host>(?:[\w.-]+@)?[\w.-]+|(?:[\w.-]+@)?\[[0-9A-Fa-f:]+\]):(?P<path>.*)")
_HELP = (
    "Write TARGET=/srv/blog, TARGET=user@host:/srv/blog, or TARGET=rclone:remote:bucket/folder "
    "(a remote of `rclone config`)."
)


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that holds releases; `host` empty: on this machine."""

    path: str
    host: str = ""

    def inside(self, name: str) -> str:
        """A place in the folder, as rsync names it."""
        return f"{self.host}:{self.path}/{name}" if self.host else f"{self.path}/{name}"


@dataclass(frozen=True, slots=True)
class StoreTarget:
    """An object store: files by name, no folders to rename, no links."""

    remote: str


def parse(text: str, here: str) -> FolderTarget | StoreTarget:
    """Raises ValueError with a sentence for who typed it. `here` completes a relative path."""
    if not text:
        raise ValueError(f"Nothing says where to. {_HELP}")
    if text.startswith("-") or not text.isprintable():
        raise ValueError(f"“{text}” is not a place to deploy to. {_HELP}")
    if text.startswith("rclone:"):
        remote = text.removeprefix("rclone:").rstrip("/")
        if not remote:
            raise ValueError(f"“{text}” names no remote. {_HELP}")
        return StoreTarget(remote)
    behind = _SSH.fullmatch(text)
    if behind is None:
        path = text if text.startswith("/") else f"{here}/{text}"
        return FolderTarget(_not_the_root(path))
    if not behind["path"].startswith("/"):
        raise ValueError(f"“{text}”: write the whole path on {behind['host']}, from its first slash on.")
    return FolderTarget(_not_the_root(behind["path"]), behind["host"])


def _not_the_root(path: str) -> str:
    stripped = path.rstrip("/")
    if not stripped:
        raise ValueError("A folder of its own is needed: old releases in it are removed.")
    return stripped
