"""What became of each mail, in words for whoever runs the command: ids and reasons, no address, no text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a mail ended, or that it did not yet."""

    SUBMITTED = "became a submission"
    DECIDED = "decided"
    KNOWN = "done before"
    PASSED = "refused before"
    AUTOMATIC = "automatic mail, ignored"
    NOT_OURS = "neither an answer nor a comment"
    REFUSED = "refused"
    LATER = "left for later"


DONE = frozenset({Kind.SUBMITTED, Kind.DECIDED, Kind.KNOWN})
"""What was asked for is done: such a mail may be deleted, if that is wanted."""


@dataclass(frozen=True, slots=True)
class Fate:
    """`detail`: which submission, what state, or why not."""

    kind: Kind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else str(self.kind)
