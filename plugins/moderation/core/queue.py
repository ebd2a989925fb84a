"""The queue: what may be done with a submission, one decision at a time."""

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
from plugins.moderation.core.queue_files import NoSuchSubmission, QueueFiles, true_one
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
    """It was decided: its sender cannot correct it any more."""


class CorrectedSince(Exception):
    """A decision was made for words that are others since. Words for the moderator."""

    def __init__(self, one: Submission) -> None:
        who = "corrected by its sender" if one.original is None else "edited by another moderator"
        super().__init__(f"{one.id} was {who} since; look at it again")


class DecidedSince(Exception):
    """A decision was made for a submission that somebody else has decided on or edited since. Words for the
    moderator."""

    def __init__(self, state: State, one: Submission) -> None:
        super().__init__(f"{one.id} is {state}; somebody decided on it or changed its words meanwhile")
        self.state, self.submission = state, one


class NotEdited(Exception):
    """There is nothing to give back: no moderator changed its words, or what they were is kept no longer."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"{identifier}: nobody edited it, or its first words are erased")


class Queue(QueueFiles):
    """The private files of a desk, and what is published of them."""

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
        seen: int | None = None,
        revision: int | None = None,
    ) -> State:
        """Carry out a decision, and finish it if it was begun before.

        `reply_to`: the comment that this one answers, where its sender did not say, or said it wrongly.
        `seen`: how often it had been corrected when it was looked at, if it was; `revision`: the one that was
        looked at, where others' decisions count too.
        Raises NoSuchSubmission, NotAllowed, EditedByHand, CorrectedSince, DecidedSince.
        """
        with self.locked():
            state, one = self._mended(identifier)
            if seen is not None and one.corrected != seen:
                raise CorrectedSince(one)
            _require_revision(state, one, revision)
            moved = replace(one, batch=None)
            if reply_to is not None:
                moved = replace(moved, words=replace(one.words, reply_to=reply_to))
            return self._decide(state, one, action, now, moved)

    def decide_in_batch(
        self, identifier: str, action: Action, now: datetime, revision: int, batch: str
    ) -> State:
        """The same as a part of a batch, for the submission as it was at a revision; once, however often it
        is asked. Raises DecidedSince, NoSuchSubmission, NotAllowed, EditedByHand."""
        with self.locked():
            state, one = self._mended(identifier)
            if one.batch == batch:
                return state
            _require_revision(state, one, revision)
            return self._decide(state, one, action, now, replace(one, batch=batch))

    def correct(
        self, identifier: str, words: CommentInput, judge: Callable[[Submission], Verdict], now: datetime
    ) -> Submission:
        """Its sender's other words, in the place of those that wait, which are kept beside them. Raises
        NoSuchSubmission, TooLate."""
        with self.locked():
            state, one = self._mended(identifier)
            if state not in (State.PENDING, State.SPAM) or one.decided:
                raise TooLate(identifier)
            verdict = judge(one)
            judged = replace(_as_sent(one), verdict=verdict.state, reasons=verdict.reasons)
            return self._reword(state, verdict.state, one, replace(judged, words=words))

    def edit(
        self, identifier: str, words: CommentInput, now: datetime, revision: int | None = None
    ) -> Submission:
        """A moderator's other words, in the place of those that wait or are published; what they were is kept
        beside them. `revision`: the one that was looked at. Raises NoSuchSubmission, EditedByHand,
        DecidedSince."""
        with self.locked():
            state, one = self._mended(identifier)
            _require_revision(state, one, revision)
            if words == one.words:
                return one
            if state is State.APPROVED:
                self.archive.refuse_if_edited(one)
            return self._reword(state, state, one, _edited(one, words, now))

    def give_back(self, identifier: str, revision: int | None = None) -> Submission:
        """The words as they were before moderators edited them. `revision`: the one that was looked at.
        Raises NoSuchSubmission, NotEdited, EditedByHand, DecidedSince."""
        with self.locked():
            state, one = self._mended(identifier)
            _require_revision(state, one, revision)
            before = None if one.original is None else self.corrections.read(one.id, one.original)
            if before is None:
                raise NotEdited(identifier)
            if state is State.APPROVED:
                self.archive.refuse_if_edited(one)
            given = replace(one, words=before.words, headers=before.headers, original=None)
            return self._reword(state, state, one, given)

    def erase(self, state: State, identifier: str) -> None:
        """The private file goes, and what it was before a correction; a published comment stays."""
        self.remove(state, identifier)
        self.corrections.erase(identifier)

    def mend(self, identifiers: Collection[str] | None = None) -> list[str]:
        """Finish every move that a crash cut off, of all submissions or of some; the ids concerned."""
        with self.locked():
            if identifiers is None:
                identifiers = {identifier for state in State for identifier in self.ids(state)}
            return [identifier for identifier in sorted(identifiers) if self._moves.mend(identifier)]

    def drop_drafts(self, now: datetime) -> None:
        """Files that a crash left half written, in queue and archive; nobody was told that they were kept."""
        folders = (*(self.folder / state for state in State), *self.archive.folder.glob("*/"))
        for folder in filter(Path.is_dir, folders):
            files.drop_drafts(folder, (now - _WRITTEN_BY_NOW).timestamp())

    def _decide(
        self, state: State, one: Submission, action: Action, now: datetime, moved: Submission
    ) -> State:
        """`moved`: with what else the decision changes."""
        target = after(state, action)
        if state is State.APPROVED:
            self.archive.refuse_if_edited(one)
        decided = None if target is State.PENDING else now
        self._moves.move(state, target, one, replace(moved, revision=one.revision + 1, decided=decided))
        return target

    def _reword(self, state: State, target: State, one: Submission, moved: Submission) -> Submission:
        self.corrections.keep(one)
        moved = replace(moved, revision=one.revision + 1, corrected=one.corrected + 1)
        self._moves.move(state, target, one, moved)
        return moved

    def _mended(self, identifier: str) -> tuple[State, Submission]:
        """A submission in its one true state, after any crash. Raises NoSuchSubmission."""
        found = self.every(identifier)
        if len(found) != 1 or State.APPROVED in found:
            self._moves.mend(identifier)
            found = self.every(identifier)
        return true_one(identifier, found)


def _require_revision(state: State, one: Submission, revision: int | None) -> None:
    if revision is not None and one.revision != revision:
        raise DecidedSince(state, one)


def _as_sent(one: Submission) -> Submission:
    """Without a moderator's change, for its sender wrote it anew."""
    if one.original is None:
        return one
    return replace(one, original=None, headers={n: v for n, v in one.headers.items() if n != _EDITED})


def _edited(one: Submission, words: CommentInput, now: datetime) -> Submission:
    """Readers are told when what they read was changed; which comment it answers is not a word of it."""
    headers = dict(one.headers)
    if words.public_texts != one.words.public_texts:
        headers[_EDITED] = now.replace(microsecond=0).isoformat()
    original = one.corrected if one.original is None else one.original
    return replace(one, words=words, headers=headers, original=original)
