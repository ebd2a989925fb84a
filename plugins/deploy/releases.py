"""Releases: each is a folder, and `current` is a link to one of them. Makes the shell commands for the host
that holds them. Pure.

A visitor gets the old site or the new one, never half of each: the link is replaced by one rename(2).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from shlex import quote

KEPT = 3
_NAME = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{12}")


def digest(files: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits of a digest of all names and contents."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return total.hexdigest()[:12]


def name(moment: datetime, files_digest: str) -> str:
    """The name of a release: names sort by time, also within a second. `moment`: in UTC."""
    return f"{moment:%Y%m%dT%H%M%S.%fZ}-{files_digest}"


def list_command(base: str) -> str:
    """Prints the release that `current` links to (or an empty line), then all releases."""
    folder = quote(base)
    return f"readlink {folder}/current || echo; ls -1 {folder}/releases 2>/dev/null || true"


def read_list(printed: str) -> tuple[str, tuple[str, ...]]:
    """Parse what `list_command` prints: the current release (empty if there is none), and all releases."""
    first, *others = printed.split("\n")
    return first.rstrip("/").rpartition("/")[2], tuple(filter(_NAME.fullmatch, others))


def prepare(base: str) -> str:
    """Makes the folders, and removes what an interrupted upload left."""
    folder = quote(base)
    return f"mkdir -p {folder}/releases && rm -rf {folder}/releases/.coming"


def swap(base: str, new: str, gone: Iterable[str]) -> str:
    """Makes a release of the upload, points `current` to it, and then removes the releases `gone`."""
    steps = [
        f"cd {quote(base)}",
        f"mv -T releases/.coming releases/{quote(new)}",
        f"ln -sfn releases/{quote(new)} .current.new",
        "mv -T .current.new current",
        *(f"rm -rf releases/{quote(old)}" for old in gone),
    ]
    return " && ".join(steps)


def too_old(present: Sequence[str], current: str, new: str) -> tuple[str, ...]:
    """The releases to remove once `new` is served. Three are kept: the new one, the one that was served until
    now, and the newest of the others."""
    others = sorted((release for release in present if release not in (current, new)), reverse=True)
    room = KEPT - 1 - (current in present and current != new)
    return tuple(sorted(others[room:]))
