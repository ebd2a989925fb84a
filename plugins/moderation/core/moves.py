"""Moves a submission from one state to another on disk, in a way that survives crashes.

Each step is one atomic write. First the private file of the new state is written, with the whole decision;
then the archive is changed; at last the private file of the old state is removed. So a crash leaves two files
with one id, of which the one with the higher revision counts, and `mend` finishes the move. It runs before
every decision, so that nothing is lost and nothing is done twice.
"""

from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.published_files import PublishedFiles
from plugins.moderation.core.queue_files import QueueFiles, latest
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission


class Moves:
    """The caller holds the lock of the queue."""

    def __init__(self, private: QueueFiles, archive: PublishedFiles, corrections: Corrections) -> None:
        self._private, self._archive, self._corrections = private, archive, corrections

    def move(self, state: State, target: State, current: Submission, moved: Submission) -> None:
        """Replace `current` by `moved`. Raises EditedByHand, OSError; then nothing has changed."""
        if State.APPROVED in (state, target):
            with self._archive.owing(f"{moved.id} {moved.revision}"):
                self._with_archive(state, target, current, moved)
        else:
            self._private.add(moved, target)
        if state is not target:
            self._private.remove(state, moved.id)

    def _with_archive(self, state: State, target: State, current: Submission, moved: Submission) -> None:
        if state is not State.APPROVED:
            self._archive.refuse_if_edited(moved)
        self._private.add(moved, target)
        try:
            if target is State.APPROVED:
                self._archive.write(moved)
            else:
                self._archive.remove(current)
        except OSError:
            self._take_back(state, target, current)
            raise

    def _take_back(self, state: State, target: State, current: Submission) -> None:
        """Undo the first step if the archive could not be changed, for example because the disk is full."""
        if state is target:
            self._private.add(current, state)
        else:
            self._private.remove(target, current.id)

    def mend(self, identifier: str) -> bool:
        """Finish an interrupted move: bring the archive in line with the private file that counts, and remove
        older ones. Whether there was anything to do."""
        versions = self._private.versions(identifier)
        if not versions:
            return False
        current_state, current = latest(identifier, versions)
        older = versions.keys() - {current_state}
        behind = self._is_behind(current, bool(older)) if current_state is State.APPROVED else False
        ahead = State.APPROVED in older and self._archive.says(versions[State.APPROVED])
        if behind or ahead:
            with self._archive.owing(f"{current.id} {current.revision}"):
                if behind:
                    self._archive.write(current)
                else:
                    self._archive.remove(versions[State.APPROVED])
        for state in older:
            self._private.remove(state, identifier)
        return behind or bool(older)

    def _is_behind(self, submission: Submission, was_moved: bool) -> bool:
        """Whether it was approved but not published yet, or edited but still published in its earlier
        version. Comments that were changed or removed by hand are left alone."""
        if not self._archive.path(submission).exists():
            return was_moved
        before = (
            self._corrections.read(submission.id, submission.corrected - 1) if submission.corrected else None
        )
        return before is not None and self._archive.says(before) and not self._archive.says(submission)
