"""The archive as the queue writes it: `content/comments/<article>/<id>.txt`, public words only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import Submission

ARCHIVE = "content/comments"
"""The archive below a site's folder: how its files are named to people."""


class EditedByHand(Exception):
    """Another text is published under this id, for it was changed by hand since: it must not be lost."""


class PublishedFiles:
    """`owed`: a file that stands from before the archive changes until it was published."""

    def __init__(self, folder: Path, owed: Path) -> None:
        self.folder, self._owed = folder, owed

    def path(self, submission: Submission) -> Path:
        """Where the comment of a submission is, or would be. An unknown slug is not a path: checked here
        too."""
        slug = submission.words.article
        if not is_folder_name(slug):
            raise ValueError(f"“{slug}” cannot be an article")
        return self.folder / slug / f"{submission.id}.txt"

    def holds(self, identifier: str) -> bool:
        """Whether a comment that came through the queue is published, under whatever article."""
        return any(self.folder.glob(f"*/{identifier}.txt"))

    def write(self, submission: Submission) -> None:
        files.write(self.path(submission), comment_format.dump(submission_file.comment_of(submission)))

    def remove(self, submission: Submission) -> None:
        self.path(submission).unlink(missing_ok=True)

    def says(self, submission: Submission) -> bool:
        """Whether the comment of this submission is published as it is."""
        return self.comment(submission) == submission_file.comment_of(submission)

    def comment(self, submission: Submission) -> Comment | None:
        """What stands at its place; None where nothing does that can be read."""
        try:
            return comment_format.parse(self.path(submission).read_bytes(), "").comment
        except (FileNotFoundError, SiteError):
            return None

    def refuse_if_edited(self, submission: Submission) -> None:
        """Raises EditedByHand where something else stands at the place of its comment."""
        path = self.path(submission)
        try:
            same = path.read_bytes() == comment_format.dump(submission_file.comment_of(submission))
        except FileNotFoundError:
            return
        if not same:
            raise EditedByHand(f"{path} was changed since it was published; move it away first")

    @contextmanager
    def owing(self, change: str) -> Iterator[None]:
        """While the archive changes, and from then on, a publication is owed. Said twice, in other words: one
        that began in between has not seen all of the change, and does not count for it."""
        files.write(self._owed, f"{change} begun".encode(), private=True)
        yield
        files.write(self._owed, change.encode(), private=True)


def is_folder_name(slug: str) -> bool:
    """Whether the comments of an article may lie in a folder of this name: never outside the archive."""
    return bool(slug) and not slug.startswith(".") and "/" not in slug and "\0" not in slug
