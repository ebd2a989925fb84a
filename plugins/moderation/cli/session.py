"""A moderator's session: which comment is shown, what each key does, what can be undone. No terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plugins.common.errors import SiteError
from plugins.common.text import for_terminal, one_line
from plugins.moderation.core import decisions, reply, search
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.personal_data import QueueItem
from plugins.moderation.core.queue import DecidedSince, NoSuchSubmission
from plugins.moderation.core.reply import CannotReply
from plugins.moderation.core.states import TABLE, Action, State

DECIDE = {"a": Action.APPROVE, "r": Action.REJECT, "s": Action.SPAM}
SKIP, UNDO, MORE, QUIT, ANSWER = "k", "u", "m", "q", "w"
_ALL = Filter()
_DONE = {Action.APPROVE: "Approved", Action.REJECT: "Rejected", Action.SPAM: "To spam"}


@dataclass(frozen=True, slots=True)
class SessionDecision:
    """One decision of this session. `revision`: of the submission after it."""

    id: str
    action: Action
    revision: int


class Session:
    """Goes through one state of the queue, oldest first, including what comes in meanwhile."""

    def __init__(
        self, desk: Desk, state: State, clock: Callable[[], datetime], wanted: Filter = _ALL
    ) -> None:
        self._desk, self._state, self._clock, self._filter = desk, state, clock, wanted
        self._ahead = self._matching()
        self._shown: dict[str, int] = {}
        self._passed: set[str] = set()
        self.done: list[SessionDecision] = []
        self.note = ""
        self.changed = False

    @property
    def left(self) -> int:
        """How many are left to decide, with the one that is shown."""
        return len(self._ahead)

    def current(self) -> QueueItem | None:
        """The submission to decide now; None if nothing is left. Skips what cannot be read, with a note."""
        while self._ahead or self._has_new():
            try:
                state, submission = self._desk.queue.find(self._ahead[0])
                if state is self._state:
                    self._shown[submission.id] = submission.revision
                    return state, submission
            except NoSuchSubmission:
                pass  # somebody else erased it
            except SiteError as error:
                self.note = "\n".join(map(str, error.problems))
            self._passed.add(self._ahead.pop(0))
        return None

    def keys(self) -> dict[str, str]:
        """The keys that do something now, with their labels."""
        possible = [(key, act) for key, act in DECIDE.items() if self._ahead and (self._state, act) in TABLE]
        actions = {key: str(action) for key, action in possible}
        skip = {SKIP: "skip"} if self._ahead else {}
        may_answer = "a" in actions and self._desk.settings.desk.author
        answer = {ANSWER: "approve and answer"} if may_answer else {}
        return {**actions, **answer, **skip, **({UNDO: "undo"} if self.done else {}), QUIT: "quit"}

    def press(self, key: str) -> None:
        """Carry out a key of `keys`, except QUIT and ANSWER."""
        if key == UNDO:
            self._undo()
            return
        identifier = self._ahead.pop(0)
        self._passed.add(identifier)
        if key == SKIP:
            self.note = f"Skipped: {self._label(identifier)}. It stays where it is."
        else:
            self._decide(identifier, DECIDE[key])

    def answer(self, text: str) -> None:
        """Approve the shown comment and publish an answer to it; does nothing if the text is empty."""
        identifier = self._ahead[0]
        if not text.strip():
            self.note = "Nothing was written; nothing is done."
            return
        self.press("a")
        if not (self.done and self.done[-1].id == identifier):
            return
        try:
            (published,) = search.published_from(self._desk.queue.find(identifier)[1], self._desk)
            reply.publish(self._desk, published, text, self._clock())
        except (CannotReply, ValueError, NoSuchSubmission, SiteError, OSError) as error:
            self.note = f"Approved, but not answered: {error}"
            return
        self.note = f"Approved and answered: {self._label(identifier)}. “{UNDO}” takes back the approval."

    def _decide(self, identifier: str, action: Action) -> None:
        name = self._label(identifier)
        try:
            before, after = decisions.decide(
                self._desk, identifier, action, self._clock(), revision=self._shown.get(identifier)
            )
            revision = self._desk.queue.find(identifier)[1].revision
        except DecidedSince as error:
            self.note = f"Not done: {error}"
            self._passed.discard(identifier)
            self._ahead.insert(0, identifier)
            return
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            self.note = f"Not done: {decisions.refusal(name, error)}"
            return
        self._note_change(before, after)
        self.done.append(SessionDecision(identifier, action, revision))
        self.note = f"{_DONE[action]}: {name}. “{UNDO}” takes it back."

    def _undo(self) -> None:
        last = self.done.pop()
        name = self._label(last.id)
        try:
            before, after = decisions.decide(
                self._desk, last.id, Action.UNDO, self._clock(), revision=last.revision
            )
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            self.note = f"Not undone: {decisions.refusal(name, error)}"
            return
        self._note_change(before, after)
        self.note = f"Taken back: {name}. It waits again."
        if after is self._state:
            self._ahead.insert(0, last.id)

    def _note_change(self, before: State, after: State) -> None:
        self.changed = self.changed or State.APPROVED in (before, after)

    def _has_new(self) -> bool:
        """Look for what came in meanwhile, leaving out what was shown already."""
        self._ahead = [identifier for identifier in self._matching() if identifier not in self._passed]
        return bool(self._ahead)

    def _matching(self) -> list[str]:
        """All ids, oldest first, also of files that cannot be read: the moderator is told of those."""
        if self._filter == _ALL:
            return self._desk.queue.ids(self._state)
        return [one.id for one in self._desk.index.find(self._filter, DeskList(self._state))]

    def _label(self, identifier: str) -> str:
        try:
            words = self._desk.queue.find(identifier)[1].words
        except (NoSuchSubmission, SiteError):
            return identifier
        return for_terminal(f"{one_line(words.author)}, “{excerpt(words.text, 30)}”")
