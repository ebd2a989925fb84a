"""The queue of submissions: decisions, corrections and edits, one at a time."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from plugins.comments.form import CommentInput
from plugins.common import files
from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.moves import Moves
from plugins.moderation.core.policy import Verdict
from plugins.moderation.core.published_files import EditedByHand, PublishedFiles
from plugins.moderation.core.queue_files import NoSuchSubmission, QueueFiles, latest
from plugins.moderation.core.states import Action, State, after
from plugins.moderation.core.submission import Submission

__all__ = [
    "CorrectedSince",
    "DecidedSince",
    "EditedByHand",
    "NoSuchSubmission",
    "NotEdited",
    "Queue",
    "TooLate",
]
_EDITED = "Edited"
_WRITTEN_BY_NOW = timedelta(hours=1)


class TooLate(Exception):
    """The submission has been decided on, so its sender can no longer correct it."""


class CorrectedSince(Exception):
    """The words of a submission changed after the moderator looked at it. The message is for the
    moderator."""

    def __init__(self, submission: Submission) -> None:
        who = "corrected by its sender" if submission.original is None else "edited by another moderator"
        super().__init__(f"{submission.id} was {who} since; look at it again")


class DecidedSince(Exception):
    """Somebody else decided on or edited a submission after the moderator looked at it. The message is for
    the moderator."""

    def __init__(self, state: State, submission: Submission) -> None:
        super().__init__(f"{submission.id} is {state}; somebody decided on it or changed its words meanwhile")
        self.state, self.submission = state, submission


class NotEdited(Exception):
    """There is no edit to undo: no moderator changed the words, or the earlier version has been deleted."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"{identifier}: nobody edited it, or its first words are erased")


class Queue(QueueFiles):
    """The private files of a desk, and the comments published from them."""

    def __init__(self, folder: Path, comments: Path) -> None:
        super().__init__(folder)
        self.corrections = Corrections(folder / "corrected")
        self.owed = folder / ".owed"
        self.archive = PublishedFiles(comments, self.owed)
        self._moves = Moves(self, self.archive, self.corrections)

    def decide(
        self,
        identifier: str,
        action: Action,
        now: datetime,
        reply_to: str | None = None,
        corrected: int | None = None,
        revision: int | None = None,
    ) -> State:
        """Carry out a decision, or finish one that was interrupted.

        `reply_to`: the comment that this one answers, to correct what its sender said.
        `corrected`: how often the words had been changed when the moderator looked at them; refuses the
        decision if they have changed since. `revision`: the one that the moderator looked at; refuses the
        decision if anything has changed since, including the state. Raises NoSuchSubmission, NotAllowed,
        EditedByHand, CorrectedSince, DecidedSince.
        """
        with self.locked():
            state, submission = self._mended(identifier)
            if corrected is not None and submission.corrected != corrected:
                raise CorrectedSince(submission)
            _require_revision(state, submission, revision)
            moved = replace(submission, batch=None)
            if reply_to is not None:
                moved = replace(moved, words=replace(submission.words, reply_to=reply_to))
            return self._decide(state, submission, action, now, moved)

    def decide_in_batch(
        self, identifier: str, action: Action, now: datetime, revision: int, batch: str
    ) -> State:
        """Carry out a decision as a part of a batch, on the given revision of a submission. A second call for
        the same batch changes nothing. Raises DecidedSince, NoSuchSubmission, NotAllowed, EditedByHand."""
        with self.locked():
            state, submission = self._mended(identifier)
            if submission.batch == batch:
                return state
            _require_revision(state, submission, revision)
            return self._decide(state, submission, action, now, replace(submission, batch=batch))

    def correct(
        self, identifier: str, words: CommentInput, judge: Callable[[Submission], Verdict], now: datetime
    ) -> Submission:
        """Replace the words of a waiting submission by its sender's correction; the earlier version is kept
        in `corrections`. Raises NoSuchSubmission, TooLate."""
        with self.locked():
            state, submission = self._mended(identifier)
            if state not in (State.PENDING, State.SPAM) or submission.decided:
                raise TooLate(identifier)
            verdict = judge(submission)
            judged = replace(_as_sent(submission), verdict=verdict.state, reasons=verdict.reasons)
            return self._reword(state, verdict.state, submission, replace(judged, words=words))

    def edit(
        self, identifier: str, words: CommentInput, now: datetime, revision: int | None = None
    ) -> Submission:
        """Replace the words of a waiting or published submission by a moderator's edit; the earlier version
        is kept in `corrections`. `revision`: the one that the moderator looked at. Raises NoSuchSubmission,
        EditedByHand, DecidedSince."""
        with self.locked():
            state, submission = self._mended(identifier)
            _require_revision(state, submission, revision)
            if words == submission.words:
                return submission
            if state is State.APPROVED:
                self.archive.refuse_if_edited(submission)
            return self._reword(state, state, submission, _edited(submission, words, now))

    def give_back(self, identifier: str, revision: int | None = None) -> Submission:
        """Restore the words as they were before moderators edited them. `revision`: the one that the
        moderator looked at. Raises NoSuchSubmission, NotEdited, EditedByHand, DecidedSince."""
        with self.locked():
            state, submission = self._mended(identifier)
            _require_revision(state, submission, revision)
            before = (
                None
                if submission.original is None
                else self.corrections.read(submission.id, submission.original)
            )
            if before is None:
                raise NotEdited(identifier)
            if state is State.APPROVED:
                self.archive.refuse_if_edited(submission)
            restored = replace(submission, words=before.words, headers=before.headers, original=None)
            return self._reword(state, state, submission, restored)

    def erase(self, state: State, identifier: str) -> None:
        """Delete the private file and its earlier versions; a published comment stays."""
        self.remove(state, identifier)
        self.corrections.erase(identifier)

    def mend(self, identifiers: Collection[str] | None = None) -> list[str]:
        """Finish all moves that a crash interrupted, of the given submissions or of all. Returns the ids
        concerned."""
        with self.locked():
            if identifiers is None:
                identifiers = {identifier for state in State for identifier in self.ids(state)}
            return [identifier for identifier in sorted(identifiers) if self._moves.mend(identifier)]

    def drop_drafts(self, now: datetime) -> None:
        """Delete the temporary files that a crash left in all that the desk writes, addresses of mail in some
        of them; no sender was told that they were stored."""
        archive = self.archive.folder
        folders = (self.folder, *self.folder.glob("*/"), archive.parent, *archive.glob("*/"))
        for folder in filter(Path.is_dir, folders):
            files.drop_drafts(folder, (now - _WRITTEN_BY_NOW).timestamp())

    def _decide(
        self, state: State, current: Submission, action: Action, now: datetime, moved: Submission
    ) -> State:
        """`moved`: the submission with all other changes of the decision."""
        target = after(state, action)
        if state is State.APPROVED:
            self.archive.refuse_if_edited(current)
        decided = None if target is State.PENDING else now
        self._moves.move(
            state, target, current, replace(moved, revision=current.revision + 1, decided=decided)
        )
        return target

    def _reword(self, state: State, target: State, current: Submission, moved: Submission) -> Submission:
        self.corrections.keep(current)
        moved = replace(moved, revision=current.revision + 1, corrected=current.corrected + 1)
        self._moves.move(state, target, current, moved)
        return moved

    def _mended(self, identifier: str) -> tuple[State, Submission]:
        """A submission and its state, once an interrupted move has been finished. Raises NoSuchSubmission."""
        versions = self.versions(identifier)
        if len(versions) != 1 or State.APPROVED in versions:
            self._moves.mend(identifier)
            versions = self.versions(identifier)
        return latest(identifier, versions)


def _require_revision(state: State, submission: Submission, revision: int | None) -> None:
    if revision is not None and submission.revision != revision:
        raise DecidedSince(state, submission)


def _as_sent(submission: Submission) -> Submission:
    """Without the marks of a moderator's edit, since its sender has rewritten it."""
    if submission.original is None:
        return submission
    return replace(
        submission, original=None, headers={n: v for n, v in submission.headers.items() if n != _EDITED}
    )


def _edited(submission: Submission, words: CommentInput, now: datetime) -> Submission:
    """With a moderator's edit. Readers are shown when public text was changed, but not when only the answered
    comment was."""
    headers = dict(submission.headers)
    if words.public_texts != submission.words.public_texts:
        headers[_EDITED] = now.replace(microsecond=0).isoformat()
    original = submission.corrected if submission.original is None else submission.original
    return replace(submission, words=words, headers=headers, original=original)
