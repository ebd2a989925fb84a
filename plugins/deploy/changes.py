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
    """`--itemize-changes`: eleven signs, a space, the name; folders and times alone change no page."""
    for line in printed.splitlines():
        signs, _, path = line.partition(" ")
        path = path.strip()
        if signs == "*deleting":
            if not path.endswith("/"):
                yield Change(path, "-")
        elif signs[1:2] == "f" and "+" in signs:
            yield Change(path, "+")
        elif signs[1:2] == "f" and signs[2:4].strip("."):
            yield Change(path, "~")


def of_rclone(printed: str) -> Iterator[Change]:
    """`rclone check --combined -`: one sign, a space, the name."""
    for line in printed.splitlines():
        sign, _, path = line.partition(" ")
        if sign in "+*-":
            yield Change(path, {"*": "~"}.get(sign, sign))


def summary(changes: Iterable[Change]) -> str:
    """`3 new, 2 changed, 1 gone`."""
    signs = [change.sign for change in changes]
    return ", ".join(f"{signs.count(sign)} {word}" for sign, word in _SIGNS.items())
