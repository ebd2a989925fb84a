"""Writes approved comments to the archive: `content/comments/<article>/<id>.txt`, with public fields only."""

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
"""The path of the archive in messages, relative to the site's folder."""


class EditedByHand(Exception):
    """The published comment was edited by hand, and that text must not be lost."""


class PublishedFiles:
    """`owed`: a file that exists from before the archive changes until the change is published."""

    def __init__(self, folder: Path, owed: Path) -> None:
        self.folder, self._owed = folder, owed

    def path(self, submission: Submission) -> Path:
        """Where the comment of a submission is, or would be. The slug is checked here too, so that it can
        never lead outside the archive."""
        slug = submission.words.article
        if not is_folder_name(slug):
            raise ValueError(f"“{slug}” cannot be an article")
        return self.folder / slug / f"{submission.id}.txt"

    def holds(self, identifier: str) -> bool:
        """Whether a comment with this id is published, under any article."""
        return any(self.folder.glob(f"*/{identifier}.txt"))

    def write(self, submission: Submission) -> None:
        files.write(self.path(submission), comment_format.dump(submission_file.comment_of(submission)))

    def remove(self, submission: Submission) -> None:
        self.path(submission).unlink(missing_ok=True)

    def says(self, submission: Submission) -> bool:
        """Whether the comment of this submission is published in this version."""
        return self.comment(submission) == submission_file.comment_of(submission)

    def comment(self, submission: Submission) -> Comment | None:
        """The published comment of a submission; None if there is none, or it cannot be parsed."""
        try:
            return comment_format.parse(self.path(submission).read_bytes(), "").comment
        except (FileNotFoundError, SiteError):
            return None

    def refuse_if_edited(self, submission: Submission) -> None:
        """Raises EditedByHand if another text is published in the file of its comment."""
        path = self.path(submission)
        try:
            same = path.read_bytes() == comment_format.dump(submission_file.comment_of(submission))
        except FileNotFoundError:
            return
        if not same:
            raise EditedByHand(f"{path} was changed since it was published; move it away first")

    @contextmanager
    def owing(self, change: str) -> Iterator[None]:
        """Mark that a publication is owed, while the archive changes and afterwards. The mark is written
        twice with different contents, so that a publication that starts in between, and may miss a part of
        the change, does not clear it."""
        files.write(self._owed, f"{change} begun".encode(), private=True)
        yield
        files.write(self._owed, change.encode(), private=True)


def is_folder_name(slug: str) -> bool:
    """Whether a slug can be the name of a folder; no slug may lead outside the archive."""
    return bool(slug) and not slug.startswith(".") and "/" not in slug and "\0" not in slug
