"""What became of each mail, in words for whoever runs the command: ids and reasons, no address, no text."""

from dataclasses import dataclass
from enum import StrEnum


class OutcomeKind(StrEnum):
    """How a mail ended, or that it did not yet."""

    SUBMITTED = "became a submission"
    DECIDED = "decided"
    CHANGED = "changed by its sender"
    BOUNCED = "a reader's address that mail does not reach: its notices end"
    KNOWN = "done before"
    PASSED = "refused before"
    AUTOMATIC = "automatic mail, ignored"
    NOT_OURS = "neither an answer nor a comment"
    REFUSED = "refused"
    UNANSWERED = "done, but its sender is still to be told"
    LATER = "left for later"


DONE = frozenset(
    {OutcomeKind.SUBMITTED, OutcomeKind.DECIDED, OutcomeKind.CHANGED, OutcomeKind.BOUNCED, OutcomeKind.KNOWN}
)
"""What was asked for is done: such a mail may be deleted, if that is wanted."""


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """`detail`: which submission, what state, or why not."""

    kind: OutcomeKind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else str(self.kind)
