"""How a submission gets from one state to another on disk, and how it gets on after a crash.

Each step is one atomic write. The private file of the new state comes first and says all of the decision, the
archive follows it, and the private file of the old state goes last. So a crash leaves two files with one id,
of which the one with the higher revision is true; `mend` finishes whatever was begun. It runs before every
decision, so nothing is lost and nothing is done twice.
"""

from plugins.moderation.core.corrections import Corrections
from plugins.moderation.core.published_files import PublishedFiles
from plugins.moderation.core.queue_files import QueueFiles, true_one
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission


class Moves:
    """Whoever calls holds the queue's lock."""

    def __init__(self, private: QueueFiles, archive: PublishedFiles, corrections: Corrections) -> None:
        self._private, self._archive, self._corrections = private, archive, corrections

    def move(self, state: State, target: State, one: Submission, moved: Submission) -> None:
        """`one` becomes `moved`. Raises EditedByHand, OSError: then nothing was decided."""
        if State.APPROVED in (state, target):
            with self._archive.owing(f"{moved.id} {moved.revision}"):
                self._with_archive(state, target, one, moved)
        else:
            self._private.add(moved, target)
        if state is not target:
            self._private.remove(state, moved.id)

    def _with_archive(self, state: State, target: State, one: Submission, moved: Submission) -> None:
        if state is not State.APPROVED:
            self._archive.refuse_if_edited(moved)
        self._private.add(moved, target)
        try:
            if target is State.APPROVED:
                self._archive.write(moved)
            else:
                self._archive.remove(one)
        except OSError:
            self._take_back(state, target, one)
            raise

    def _take_back(self, state: State, target: State, one: Submission) -> None:
        """A full disk, say: what was not carried out is not decided."""
        if state is target:
            self._private.add(one, state)
        else:
            self._private.remove(target, one.id)

    def mend(self, identifier: str) -> bool:
        """The archive follows the true private file, and older ones go."""
        found = self._private.every(identifier)
        if not found:
            return False
        true, one = true_one(identifier, found)
        older = found.keys() - {true}
        behind = self._is_behind(one, bool(older)) if true is State.APPROVED else False
        ahead = State.APPROVED in older and self._archive.says(found[State.APPROVED])
        if behind or ahead:
            with self._archive.owing(f"{one.id} {one.revision}"):
                if behind:
                    self._archive.write(one)
                else:
                    self._archive.remove(found[State.APPROVED])
        for state in older:
            self._private.remove(state, identifier)
        return behind or bool(older)

    def _is_behind(self, one: Submission, was_moved: bool) -> bool:
        """Whether it was approved and not published yet, or edited and published as it was before. What was
        changed by hand, or taken away, is left alone."""
        if not self._archive.path(one).exists():
            return was_moved
        before = self._corrections.read(one.id, one.corrected - 1) if one.corrected else None
        return before is not None and self._archive.says(before) and not self._archive.says(one)
