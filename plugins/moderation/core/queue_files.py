"""The private files: `var/moderation/<state>/<id>.txt`, which only their owner may read."""

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
    """One folder of submissions. A crash may leave two files with one id: the higher revision is true."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rewritten = folder / ".rewritten"  # names what was written anew where it stood, for the index

    def add(self, submission: Submission, state: State = State.PENDING) -> Path:
        """Put a submission on disk; when this returns, it stays there. Raises OSError: then it is not."""
        path = self.path(state, submission.id)
        self._make_private(path.parent)
        with self._told(path, submission):
            files.write(path, submission_file.dump(submission), private=True)
        return path

    @contextmanager
    def _told(self, path: Path, one: Submission) -> Iterator[None]:
        """Where it takes the place of what it was, or comes back, its folder holds the same names as before:
        whoever keeps an index is told. Before and after: who looked in between looks again."""
        line = f"{path.parent.name}/{one.id}\n".encode() if one.revision or path.exists() else b""
        if line:
            files.append(self.rewritten, line)
        yield
        if line:
            with suppress(OSError):  # it is on disk, and was told
                files.append(self.rewritten, line)

    def remove(self, state: State, identifier: str) -> None:
        self.path(state, identifier).unlink(missing_ok=True)

    def holds(self, identifier: str) -> bool:
        return any(self.path(state, identifier).exists() for state in State)

    def ids(self, state: State) -> list[str]:
        """Oldest first. One name a file: names are ids, so no file is opened."""
        folder = self.folder / state
        if not folder.is_dir():
            return []
        return sorted(p.name.removesuffix(".txt") for p in folder.iterdir() if is_comment_file(p.name))

    def read(self, state: State, identifier: str) -> Submission:
        """Raises NoSuchSubmission, or SiteError where the file cannot be read."""
        path = self.path(state, identifier)
        try:
            return submission_file.parse(path.read_bytes(), str(path))
        except FileNotFoundError:
            raise NoSuchSubmission(identifier) from None

    def survey(self, state: State) -> tuple[list[Submission], list[Problem]]:
        """Every submission in a state, oldest first, and what is wrong with files that cannot be read. One
        that is moved meanwhile is passed over."""
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
        """The true one, where a crash left two. Raises NoSuchSubmission."""
        return true_one(identifier, self.every(identifier))

    def every(self, identifier: str) -> dict[State, Submission]:
        """In whatever states. Looks twice before it says that there is none: one may be moved between two
        looks."""
        return self._look(identifier) or self._look(identifier)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One decision at a time, whatever the number of terminals. Intake never waits for it."""
        self._make_private(self.folder)
        with locks.alone(self.folder / ".lock"):
            yield

    def path(self, state: State, identifier: str) -> Path:
        if not submission_file.is_id(identifier):
            raise NoSuchSubmission(identifier)
        return self.folder / state / f"{identifier}.txt"

    def _look(self, identifier: str) -> dict[State, Submission]:
        found: dict[State, Submission] = {}
        for state in State:
            with suppress(NoSuchSubmission):
                found[state] = self.read(state, identifier)
        return found

    def _make_private(self, folder: Path) -> None:
        """0700 all the way from the queue's own folder."""
        files.make_folder(self.folder, private=True)
        files.make_folder(folder, private=True)


def true_one(identifier: str, found: dict[State, Submission]) -> tuple[State, Submission]:
    """Of the files of one submission. Raises NoSuchSubmission."""
    if not found:
        raise NoSuchSubmission(identifier)
    state = max(found, key=lambda state: found[state].revision)
    return state, found[state]


def is_comment_file(name: str) -> bool:
    return name.endswith(".txt") and not name.startswith(".")
