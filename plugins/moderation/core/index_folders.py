"""The folders that the index covers: finds new, deleted and rewritten files, and reads them.

The desk writes every file by renaming, so the modification time of a folder changes with its contents, and
comparing names shows new and deleted files. Rewritten files keep their names: the queue lists its own in
`Queue.rewritten`, since checking a hundred thousand files one by one takes too long; in the archive, where
folders are small, each file is checked.
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
"""Instead of the time of a folder that was changed just now. It may change again within the resolution of the
clock, so it will be checked again."""


@dataclass(frozen=True, slots=True)
class IndexedFolder:
    """`name`: in the index. `path`: a string, since thousands are checked each time. `state`: of the
    submissions in it; None in the archive."""

    name: str
    path: str
    state: State | None

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    def changed(self, now: int) -> int:
        """When its names last changed, in nanoseconds; UNSETTLED if that was just `now`, -1 if it does not
        exist."""
        try:
            changed = os.stat(self.path).st_mtime_ns
        except FileNotFoundError:
            return -1
        return changed if now - changed > SAME_MOMENT else UNSETTLED

    def names(self) -> list[str]:
        """The names of all its entries, in the order of the file system."""
        try:
            return os.listdir(self.path)
        except FileNotFoundError:
            return []

    def stamp(self, name: str) -> str | None:
        """A value that changes with the file; None if it does not exist."""
        try:
            stat = os.stat(f"{self.path}/{name}", follow_symlinks=False)
        except FileNotFoundError:
            return None
        return f"{stat.st_mtime_ns} {stat.st_size} {stat.st_ino}"

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
    """The names of comment files that are new, and of those that are gone. File systems usually keep the
    order of unchanged entries, so the common beginning and end are skipped before sets are made."""
    start = _common_length(before, now)
    end = _common_length(before[start:][::-1], now[start:][::-1])
    old = set(filter(is_comment_file, before[start : len(before) - end]))
    new = set(filter(is_comment_file, now[start : len(now) - end]))
    return new - old, old - new


def _common_length(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the common beginning."""
    return next(compress(count(), map(ne, left, right)), min(len(left), len(right)))
