"""What became of each mail, in words for whoever runs the command: ids and reasons, no address, no text."""

from dataclasses import dataclass
from enum import StrEnum


class OutcomeKind(StrEnum):
    """The result of processing a mail. After UNANSWERED and LATER, the next run processes it again."""

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
"""The mail has been carried out, and may be deleted if that is wanted."""


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """`detail`: for the report, such as a submission and its new state, or why the mail was refused."""

    kind: OutcomeKind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else str(self.kind)
