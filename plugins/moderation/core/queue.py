"""The queue: `var/moderation/<state>/<id>.txt`, files that only their owner may read.

Each step is one atomic write, and the private file of the old state goes last: a crash leaves two files with
one id, of which the one with the higher revision is true. `mend` finishes whatever was begun; it runs before
every decision, so nothing is lost and nothing is done twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from plugins.comments import format as comment_format
from plugins.comments.form import Words
from plugins.common import files
from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import submission_file
from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.policy import Verdict
from plugins.moderation.core.states import Action, State, after
from plugins.moderation.core.submission import Submission

_WRITTEN_BY_NOW = timedelta(hours=1)


class NoSuchSubmission(LookupError):
    """No submission has this id."""


class TooLate(Exception):
    """It was decided: its sender cannot correct it any more."""


class CorrectedSince(Exception):
    """A decision was made for words that their sender has corrected since. Words for the moderator."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"{identifier} was corrected by its sender since; look at it again")


class EditedByHand(Exception):
    """Another text is published under this id, for it was changed by hand since: it must not be lost."""


class Queue:
    """One folder of submissions and the archive that approved ones go to."""

    def __init__(self, folder: Path, comments: Path) -> None:
        self._folder, self._comments = folder, comments
        self.corrections = Corrections(folder / "corrected")
        self.rewritten = folder / ".rewritten"  # names what was written anew where it stood, for the index
        self.owed = folder / ".owed"  # stands from before the archive changes until it was published

    def add(self, submission: Submission, state: State = State.PENDING) -> Path:
        """Put a new submission on disk; when this returns, it stays there. Raises OSError: then it is not."""
        path = self._path(state, submission.id)
        self._make_private(path.parent)
        files.write(path, submission_file.dump(submission), private=True)
        return path

    def holds(self, identifier: str) -> bool:
        return any(self._path(state, identifier).exists() for state in State)

    def ids(self, state: State) -> list[str]:
        """Oldest first. One name a file: names are ids, so no file is opened."""
        folder = self._folder / state
        if not folder.is_dir():
            return []
        return sorted(p.name.removesuffix(".txt") for p in folder.iterdir() if _is_submission(p.name))

    def read(self, state: State, identifier: str) -> Submission:
        """Raises NoSuchSubmission, or SiteError where the file cannot be read."""
        path = self._path(state, identifier)
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
        found = self._every(identifier)
        if not found:
            raise NoSuchSubmission(identifier)
        state = max(found, key=lambda state: found[state].revision)
        return state, found[state]

    def decide(
        self,
        identifier: str,
        action: Action,
        now: datetime,
        reply_to: str | None = None,
        seen: int | None = None,
    ) -> State:
        """Carry out a decision, and finish it if it was begun before.

        `reply_to`: the comment that this one answers, where its sender did not say, or said it wrongly.
        `seen`: how often it had been corrected when it was looked at, if it was.
        Raises NoSuchSubmission, NotAllowed, EditedByHand, CorrectedSince.
        """
        with self.locked():
            self._mend(identifier, now)
            state, submission = self.find(identifier)
            if seen is not None and submission.corrected != seen:
                raise CorrectedSince(identifier)
            target = after(state, action)
            decided = None if target is State.PENDING else now
            moved = replace(submission, revision=submission.revision + 1, decided=decided)
            if reply_to is not None:
                moved = replace(moved, words=replace(moved.words, reply_to=reply_to))
            if state is State.APPROVED:
                self._refuse_if_edited(submission)
            self._move(state, target, moved)
            return target

    def correct(
        self, identifier: str, words: Words, judge: Callable[[Submission], Verdict], now: datetime
    ) -> Submission:
        """Its sender's other words, in the place of those that wait, which are kept beside them. Raises
        NoSuchSubmission, TooLate."""
        with self.locked():
            self._mend(identifier, now)
            state, one = self.find(identifier)
            if state not in (State.PENDING, State.SPAM) or one.decided:
                raise TooLate(identifier)
            self.corrections.keep(one)
            verdict = judge(one)
            moved = replace(
                one,
                words=words,
                verdict=verdict.state,
                reasons=verdict.reasons,
                revision=one.revision + 1,
                corrected=one.corrected + 1,
            )
            self._move(state, verdict.state, moved)
            return moved

    def erase(self, state: State, identifier: str) -> None:
        """The private file goes, and what it was before a correction; a published comment stays."""
        self._unlink(state, identifier)
        self.corrections.erase(identifier)

    def rewrite(self, one: Submission, state: State) -> None:
        """Put it in the place of what it was. Told before and after: who looked in between looks again."""
        line = f"{state}/{one.id}\n".encode()
        files.append(self.rewritten, line)
        self.add(one, state)
        files.append(self.rewritten, line)

    def mend(self, now: datetime) -> list[str]:
        """Finish every move that a crash cut off; the ids concerned."""
        with self.locked():
            seen = [identifier for state in State for identifier in self.ids(state)]
            return [identifier for identifier in sorted(set(seen)) if self._mend(identifier, now)]

    def drop_drafts(self, now: datetime) -> None:
        """Files that a crash left half written, in queue and archive; nobody was told that they were kept."""
        folders = (*(self._folder / state for state in State), *self._comments.glob("*/"))
        for folder in filter(Path.is_dir, folders):
            files.drop_drafts(folder, (now - _WRITTEN_BY_NOW).timestamp())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One decision at a time, whatever the number of terminals. Intake never waits for it."""
        self._make_private(self._folder)
        with files.alone(self._folder / ".lock"):
            yield

    def published(self, submission: Submission) -> Path:
        """Where the comment of a submission is, or would be. An unknown slug is no path: checked here too."""
        slug = submission.words.article
        if not slug or "/" in slug or "\0" in slug or slug.startswith("."):
            raise ValueError(f"“{slug}” cannot be an article")
        return self._comments / slug / f"{submission.id}.txt"

    def in_archive(self, identifier: str) -> bool:
        """Whether a comment that came through the queue is published, under whatever article."""
        return any(self._comments.glob(f"*/{identifier}.txt"))

    def _move(self, state: State, target: State, moved: Submission) -> None:
        """Publish first, or take back last: in between the queue holds both files."""
        if state is target:
            self.rewrite(moved, target)
            return
        if State.APPROVED not in (state, target):
            self.add(moved, target)
            self._unlink(state, moved.id)
            return
        with self.owing(f"{moved.id} {moved.revision}"):
            if target is State.APPROVED:
                self._refuse_if_edited(moved)
                files.write(self.published(moved), comment_format.dump(submission_file.comment_of(moved)))
            self.add(moved, target)
            if state is State.APPROVED:
                self.published(moved).unlink(missing_ok=True)
            self._unlink(state, moved.id)

    @contextmanager
    def owing(self, change: str) -> Iterator[None]:
        """While the archive changes, and from then on, a publication is owed. Said twice, in other words: one
        that began in between has not seen all of the change, and does not settle it."""
        files.write(self.owed, f"{change} begun".encode(), private=True)
        yield
        files.write(self.owed, change.encode(), private=True)

    def _mend(self, identifier: str, now: datetime) -> bool:
        """Its comment published without an approved file: approving was begun; with an older one: undoing."""
        found = self._every(identifier)
        if not found:
            return False
        true = max(found, key=lambda state: found[state].revision)
        submission = found[true]
        if State.APPROVED not in found and (published := self._published_words(submission)):
            moved = replace(submission, words=published, revision=submission.revision + 1, decided=now)
            self._move(true, State.APPROVED, moved)
            return True
        if true is not State.APPROVED and State.APPROVED in found and self._published_words(submission):
            self.published(submission).unlink()
        for state in found.keys() - {true}:
            self._unlink(state, identifier)
        return len(found) > 1

    def _published_words(self, submission: Submission) -> Words | None:
        """The words of a submission as they are published, with the comment that they answer by a moderator's
        decision; None where they are not, or where something else is published under this id."""
        try:
            comment = comment_format.parse(self.published(submission).read_bytes(), "").comment
        except (FileNotFoundError, SiteError):
            return None
        words = replace(submission.words, reply_to=comment.reply_to)
        same = submission_file.comment_of(replace(submission, words=words)) == comment
        return words if same else None

    def _unlink(self, state: State, identifier: str) -> None:
        self._path(state, identifier).unlink(missing_ok=True)

    def _every(self, identifier: str) -> dict[State, Submission]:
        """Looks twice before it says that there is none: one may be moved between two looks."""
        return self._look(identifier) or self._look(identifier)

    def _look(self, identifier: str) -> dict[State, Submission]:
        found: dict[State, Submission] = {}
        for state in State:
            with suppress(NoSuchSubmission):
                found[state] = self.read(state, identifier)
        return found

    def _refuse_if_edited(self, submission: Submission) -> None:
        """Raises EditedByHand where something else stands at the place of its comment."""
        path = self.published(submission)
        try:
            same = path.read_bytes() == comment_format.dump(submission_file.comment_of(submission))
        except FileNotFoundError:
            return
        if not same:
            raise EditedByHand(f"{path} was changed since it was published; move it away first")

    def _path(self, state: State, identifier: str) -> Path:
        if not submission_file.is_id(identifier):
            raise NoSuchSubmission(identifier)
        return self._folder / state / f"{identifier}.txt"

    def _make_private(self, folder: Path) -> None:
        """0700 all the way from the queue's own folder."""
        files.make_folder(self._folder, private=True)
        files.make_folder(folder, private=True)


def _is_submission(name: str) -> bool:
    return name.endswith(".txt") and not name.startswith(".")
