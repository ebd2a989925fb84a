"""The target of a deploy: a folder here, a folder behind ssh, or a store that rclone knows. Pure."""

import re
from dataclasses import dataclass

_SSH = re.compile(r"(?P<host>(?:[\w.-]+@)?[\w.-]+|(?:[\w.-]+@)?\[[0-9A-Fa-f:]+\]):(?P<path>.*)")
_HELP = (
    "Write TARGET=/srv/blog, TARGET=user@host:/srv/blog, or TARGET=rclone:remote:bucket/folder "
    "(a remote of `rclone config`)."
)


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of releases. `host`: empty for one on this machine."""

    path: str
    host: str = ""

    def location(self, name: str) -> str:
        """The location of a name in the folder, as rsync writes it."""
        return f"{self.host}:{self.path}/{name}" if self.host else f"{self.path}/{name}"


@dataclass(frozen=True, slots=True)
class StoreTarget:
    """An object store. It has neither links nor folders that can be renamed."""

    remote: str


def parse(text: str, here: str) -> FolderTarget | StoreTarget:
    """Parse what was typed. `here`: the folder that relative paths start from. Raises ValueError with a
    sentence for the person who typed it."""
    if not text:
        raise ValueError(f"Nothing says where to. {_HELP}")
    if text.startswith("-") or not text.isprintable():
        raise ValueError(f"“{text}” is not a place to deploy to. {_HELP}")
    if text.startswith("rclone:"):
        remote = text.removeprefix("rclone:").rstrip("/")
        if not remote:
            raise ValueError(f"“{text}” names no remote. {_HELP}")
        return StoreTarget(remote)
    remote_folder = _SSH.fullmatch(text)
    if remote_folder is None:
        path = text if text.startswith("/") else f"{here}/{text}"
        return FolderTarget(_not_the_root(path))
    host, path = remote_folder["host"], remote_folder["path"]
    if not path.startswith("/"):
        raise ValueError(f"“{text}”: write the whole path on {host}, from its first slash on.")
    return FolderTarget(_not_the_root(path), host)


def _not_the_root(path: str) -> str:
    stripped = path.rstrip("/")
    if not stripped:
        raise ValueError("A folder of its own is needed: old releases in it are removed.")
    return stripped
