"""What a deploy changes, read from what rsync and rclone print. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SIGNS = {"+": "new", "~": "changed", "-": "gone"}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A file that a release would add (`sign` +), change (~) or remove (-)."""

    path: str
    sign: str

    def __str__(self) -> str:
        return f"{self.sign} {self.path}"


def of_rsync(printed: str) -> Iterator[Change]:
    """Parse `rsync --itemize-changes`: eleven flags, a space, the path. Folders, and files whose times alone
    changed, are left out."""
    for line in printed.splitlines():
        flags, _, path = line.partition(" ")
        path = path.strip()
        if flags == "*deleting":
            if not path.endswith("/"):
                yield Change(path, "-")
        elif flags[1:2] == "f" and "+" in flags:
            yield Change(path, "+")
        elif flags[1:2] == "f" and flags[2:4].strip("."):
            yield Change(path, "~")


def of_rclone(printed: str) -> Iterator[Change]:
    """Parse `rclone check --combined -`: one sign, a space, the path."""
    for line in printed.splitlines():
        sign, _, path = line.partition(" ")
        if sign in "+*-":
            yield Change(path, {"*": "~"}.get(sign, sign))


def summary(changes: Iterable[Change]) -> str:
    """`3 new, 2 changed, 1 gone`."""
    signs = [change.sign for change in changes]
    return ", ".join(f"{signs.count(sign)} {word}" for sign, word in _SIGNS.items())
