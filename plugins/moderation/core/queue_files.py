"""The private files of submissions: `var/moderation/<state>/<id>.txt`, readable by their owner only."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plugins.common import files, locks
from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import submission_file
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission


class NoSuchSubmission(LookupError):
    """No submission has this id."""


class QueueFiles:
    """The folder of submissions. A crash may leave two files with one id; the higher revision counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rewritten = folder / ".rewritten"  # lists the rewritten files, for the index

    def add(self, submission: Submission, state: State = State.PENDING) -> Path:
        """Store a submission; it is safely on disk when this returns. Raises OSError."""
        path = self.path(state, submission.id)
        self._make_private(path.parent)
        with self._listed_as_rewritten(path, submission):
            files.write(path, submission_file.dump(submission), private=True)
        return path

    @contextmanager
    def _listed_as_rewritten(self, path: Path, submission: Submission) -> Iterator[None]:
        """Tell the index if a file is replaced, or comes back, since the names in its folder do not show
        that. Before and after the write, so that an index that was updated in between is updated again."""
        line = (
            f"{path.parent.name}/{submission.id}\n".encode() if submission.revision or path.exists() else b""
        )
        if line:
            files.append(self.rewritten, line)
        yield
        if line:
            with suppress(OSError):  # the file is on disk, and listed already
                files.append(self.rewritten, line)

    def remove(self, state: State, identifier: str) -> None:
        self.path(state, identifier).unlink(missing_ok=True)

    def holds(self, identifier: str) -> bool:
        return any(self.path(state, identifier).exists() for state in State)

    def ids(self, state: State) -> list[str]:
        """All ids in a state, oldest first. The files are not opened, since their names are the ids."""
        folder = self.folder / state
        if not folder.is_dir():
            return []
        return sorted(p.name.removesuffix(".txt") for p in folder.iterdir() if is_comment_file(p.name))

    def read(self, state: State, identifier: str) -> Submission:
        """Read one submission. Raises NoSuchSubmission, or SiteError if the file cannot be read."""
        path = self.path(state, identifier)
        try:
            return submission_file.parse(path.read_bytes(), str(path))
        except FileNotFoundError:
            raise NoSuchSubmission(identifier) from None

    def survey(self, state: State) -> tuple[list[Submission], list[Problem]]:
        """All submissions in a state, oldest first, and the problems of files that cannot be read. One that
        is moved meanwhile is skipped."""
        submissions: list[Submission] = []
        problems: list[Problem] = []
        for identifier in self.ids(state):
            try:
                submissions.append(self.read(state, identifier))
            except NoSuchSubmission:
                continue
            except SiteError as error:
                problems += error.problems
        return submissions, problems

    def find(self, identifier: str) -> tuple[State, Submission]:
        """A submission and its state. Raises NoSuchSubmission."""
        return latest(identifier, self.versions(identifier))

    def versions(self, identifier: str) -> dict[State, Submission]:
        """The files with this id by state; more than one only after a crash. If there is none, it looks
        again: the submission may have been moved meanwhile."""
        return self._look(identifier) or self._look(identifier)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One decision at a time, across all processes. The intake never waits for this lock."""
        self._make_private(self.folder)
        with locks.alone(self.folder / ".lock"):
            yield

    def path(self, state: State, identifier: str) -> Path:
        if not submission_file.is_id(identifier):
            raise NoSuchSubmission(identifier)
        return self.folder / state / f"{identifier}.txt"

    def _look(self, identifier: str) -> dict[State, Submission]:
        versions: dict[State, Submission] = {}
        for state in State:
            with suppress(NoSuchSubmission):
                versions[state] = self.read(state, identifier)
        return versions

    def _make_private(self, folder: Path) -> None:
        """Create a folder below the queue's, both with permissions 0700."""
        files.make_folder(self.folder, private=True)
        files.make_folder(folder, private=True)


def latest(identifier: str, versions: dict[State, Submission]) -> tuple[State, Submission]:
    """The version of a submission with the highest revision. Raises NoSuchSubmission."""
    if not versions:
        raise NoSuchSubmission(identifier)
    state = max(versions, key=lambda state: versions[state].revision)
    return state, versions[state]


def is_comment_file(name: str) -> bool:
    return name.endswith(".txt") and not name.startswith(".")


def unreadable(error: SiteError) -> str:
    """What the log says of files that cannot be read: their places, and the command that says why. A
    problem's own words may quote a visitor."""
    return "\n".join(
        f"[desk] {problem.place}: cannot be read, so that nothing can be decided\n"
        f"    See why: .venv/bin/python -m plugins.moderation show {Path(problem.where).stem}"
        for problem in error.problems
    )
