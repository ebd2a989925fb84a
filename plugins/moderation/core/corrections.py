"""Earlier versions of submissions that their sender corrected or a moderator edited. They are as private as
the queue, and deleted with the submission."""

from pathlib import Path

from plugins.common import files
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import Submission


class Corrections:
    """A folder of files `<id>.<number>.txt`: the version before each correction, counted from 0."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, submission: Submission) -> None:
        """Store the present version, before it is changed. It is on disk when this returns. Raises
        OSError."""
        files.make_folder(self._folder, private=True)
        files.write(
            self._path(submission.id, submission.corrected), submission_file.dump(submission), private=True
        )

    def before(self, submission: Submission) -> list[Submission]:
        """All earlier versions, oldest first. Raises SiteError if a file cannot be read."""
        versions = (self.read(submission.id, number) for number in range(submission.corrected))
        return [version for version in versions if version]

    def read(self, identifier: str, number: int) -> Submission | None:
        """One earlier version, or None if it has been deleted. Raises SiteError if the file cannot be
        read."""
        path = self._path(identifier, number)
        data = files.content(path)
        return None if data is None else submission_file.parse(data, str(path))

    def counts(self) -> dict[str, int]:
        """The number of corrections by submission id, without opening a file."""
        counts: dict[str, int] = {}
        for path in self._folder.glob("*.txt"):
            identifier, _, number = path.stem.rpartition(".")
            counts[identifier] = max(counts.get(identifier, 0), int(number) + 1)
        return counts

    def erase(self, identifier: str) -> None:
        for path in self._folder.glob(f"{identifier}.*.txt"):
            path.unlink(missing_ok=True)

    def _path(self, identifier: str, number: int) -> Path:
        return self._folder / f"{identifier}.{number}.txt"
