"""What a submission was before its sender corrected it, or a moderator edited it: kept beside the queue, as
private, until it goes."""

from pathlib import Path

from plugins.common import files
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import Submission


class Corrections:
    """One folder, `<id>.<number>.txt`: as it was before each correction, counted from 0."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, one: Submission) -> None:
        """On disk when this returns. Raises OSError."""
        files.make_folder(self._folder, private=True)
        files.write(self._path(one.id, one.corrected), submission_file.dump(one), private=True)

    def before(self, one: Submission) -> list[Submission]:
        """Oldest first. Raises SiteError where a file cannot be read."""
        found = (self.read(one.id, number) for number in range(one.corrected))
        return [before for before in found if before]

    def read(self, identifier: str, number: int) -> Submission | None:
        """None where it is kept no longer. Raises SiteError where the file cannot be read."""
        path = self._path(identifier, number)
        data = files.content(path)
        return None if data is None else submission_file.parse(data, str(path))

    def counts(self) -> dict[str, int]:
        """How often each submission was corrected, of those that were. No file is opened."""
        found: dict[str, int] = {}
        for path in self._folder.glob("*.txt"):
            identifier, _, number = path.stem.rpartition(".")
            found[identifier] = max(found.get(identifier, 0), int(number) + 1)
        return found

    def erase(self, identifier: str) -> None:
        for path in self._folder.glob(f"{identifier}.*.txt"):
            path.unlink(missing_ok=True)

    def _path(self, identifier: str, number: int) -> Path:
        return self._folder / f"{identifier}.{number}.txt"
