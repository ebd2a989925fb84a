"""The folders that the index is made of: which files are new, gone or written anew, and what is in them.

All that the desk writes is renamed into its place, so a folder's time tells that something changed in it, and
names tell what. A file of the queue that is written anew, or has come back, `Queue.rewritten` names, for
a hundred thousand files cannot be looked at one by one; in the archive, where folders are small, each is.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import ne
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.comments.model import MAXIMUM_BYTES
from plugins.common.errors import Problem, SiteError
from plugins.common.files import SAME_MOMENT
from plugins.moderation.core import listed, submission_file
from plugins.moderation.core.listed import ListedComment
from plugins.moderation.core.published_files import ARCHIVE
from plugins.moderation.core.queue_files import is_comment_file
from plugins.moderation.core.states import State

UNSETTLED = 0
"""Of a folder that may change again at the moment it was changed at: it is looked at again."""


@dataclass(frozen=True, slots=True)
class IndexedFolder:
    """`name`: in the index. `path`: as text, for there are thousands of them at each look. `state`: of the
    queue, None in the archive."""

    name: str
    path: str
    state: State | None

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    def changed(self, now: int) -> int:
        """When its names last changed, in nanoseconds; UNSETTLED where that was just `now`. No folder has
        never changed."""
        try:
            changed = os.stat(self.path).st_mtime_ns
        except FileNotFoundError:
            return -1
        return changed if now - changed > SAME_MOMENT else UNSETTLED

    def names(self) -> list[str]:
        """Of all that is in it, as the file system lists them."""
        try:
            return os.listdir(self.path)
        except FileNotFoundError:
            return []

    def stamp(self, name: str) -> str | None:
        """Changes with the file; None where it is gone."""
        try:
            seen = os.stat(f"{self.path}/{name}", follow_symlinks=False)
        except FileNotFoundError:
            return None
        return f"{seen.st_mtime_ns} {seen.st_size} {seen.st_ino}"

    def read(self, name: str) -> ListedComment:
        """Raises FileNotFoundError, SiteError."""
        path = Path(self.path, name)
        if self.state:
            return listed.of_submission(self.state, submission_file.parse(path.read_bytes(), str(path)))
        where = f"{ARCHIVE}/{self.slug}/{name}"
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
        if len(data) > MAXIMUM_BYTES or path.is_symlink():
            raise SiteError([Problem(where, 0, "not a comment file", "The next build says more.")])
        return listed.of_comment(self.slug, comment_format.parse(data, where).comment, name)


def queue(folder: Path) -> Iterator[IndexedFolder]:
    yield from (IndexedFolder(str(state), f"{folder}/{state}", state) for state in State)


def archive(comments: Path) -> Iterator[IndexedFolder]:
    try:
        with os.scandir(comments) as entries:
            names = [e.name for e in entries if e.name[0] != "." and e.is_dir()]
    except FileNotFoundError:
        return
    yield from (IndexedFolder(f"{ARCHIVE}/{name}", f"{comments}/{name}", None) for name in names)


def changes(before: Sequence[str], now: Sequence[str]) -> tuple[set[str], set[str]]:
    """Names of ours that came, and those that went. A file system lists what stayed in the order in which it
    did before, so mostly both begin and end alike: no set of a hundred thousand is made for one that went."""
    start = _alike(before, now)
    end = _alike(before[start:][::-1], now[start:][::-1])
    old = set(filter(is_comment_file, before[start : len(before) - end]))
    new = set(filter(is_comment_file, now[start : len(now) - end]))
    return new - old, old - new


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many are equal until two differ."""
    return next(compress(count(), map(ne, some, others)), min(len(some), len(others)))
