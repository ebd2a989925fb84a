"""One decision on many submissions, and its result. `batches` carries it out.

Each submission is listed with its revision. If it has changed since the moderator chose it, nobody has looked
at its present state: it is left undecided and reported.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from plugins.moderation.core.listed import ListedComment
from plugins.moderation.core.states import Action, State


class BatchStage(StrEnum):
    """PLANNED waits for the moderator's confirmation; BEGUN will be finished, even after a crash."""

    PLANNED = "planned"
    BEGUN = "begun"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A submission as it was when it was chosen."""

    id: str
    revision: int


@dataclass(frozen=True, slots=True)
class Batch:
    """`undoes`: the batch that this one takes back."""

    id: str
    action: Action
    at: datetime
    items: tuple[BatchItem, ...]
    stage: BatchStage = BatchStage.PLANNED
    undoes: str | None = None

    def moved_to(self, stage: BatchStage) -> "Batch":
        return replace(self, stage=stage)


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What happened to one submission. `why`: a message if it was not decided. `state`: its present one, None
    if it is gone. `meanwhile`: somebody else decided on it or changed it."""

    id: str
    state: State | None
    why: str = ""
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """`meanwhile`: somebody else decided on them, or changed them. `refused`: the decision was not
    possible."""

    batch: Batch
    outcomes: tuple[BatchOutcome, ...]

    @property
    def done(self) -> tuple[BatchOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.why)

    @property
    def meanwhile(self) -> tuple[BatchOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.meanwhile)

    @property
    def refused(self) -> tuple[BatchOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.why and not outcome.meanwhile)


def items(chosen: Iterable[ListedComment]) -> tuple[BatchItem, ...]:
    """The chosen comments as items of a batch, each once."""
    return tuple({comment.id: BatchItem(comment.id, comment.revision) for comment in chosen}.values())


def dump(batch: Batch) -> bytes:
    data = {
        "action": batch.action,
        "at": batch.at.isoformat(),
        "stage": batch.stage,
        "undoes": batch.undoes,
        "items": [[item.id, item.revision] for item in batch.items],
    }
    return json.dumps(data).encode()


def parse(identifier: str, data: bytes) -> Batch:
    """Parse what `dump` wrote. Raises ValueError for anything else."""
    try:
        fields: dict[str, Any] = json.loads(data)
        return Batch(
            id=identifier,
            action=Action(fields["action"]),
            at=datetime.fromisoformat(fields["at"]),
            items=tuple(BatchItem(str(item_id), int(revision)) for item_id, revision in fields["items"]),
            stage=BatchStage(fields["stage"]),
            undoes=fields["undoes"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no batch: {error}") from None
