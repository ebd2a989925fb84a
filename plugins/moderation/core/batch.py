"""One decision on many submissions: what it is, and what became of it.

Carried out in `batches`. A submission is named with its revision: what has changed since it was chosen,
nobody has seen, so it is not decided on, and told.
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
    """PLANNED waits for the moderator's yes, BEGUN is finished whatever crashes."""

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
    """Of one submission. `why` it was not done, in words; `state`: where it is now, None where it is gone."""

    id: str
    state: State | None
    why: str = ""
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """`meanwhile`: somebody else decided on them, or they were corrected; `refused`: it was not possible."""

    batch: Batch
    outcomes: tuple[BatchOutcome, ...]

    @property
    def done(self) -> tuple[BatchOutcome, ...]:
        return tuple(one for one in self.outcomes if not one.why)

    @property
    def meanwhile(self) -> tuple[BatchOutcome, ...]:
        return tuple(one for one in self.outcomes if one.meanwhile)

    @property
    def refused(self) -> tuple[BatchOutcome, ...]:
        return tuple(one for one in self.outcomes if one.why and not one.meanwhile)


def items(chosen: Iterable[ListedComment]) -> tuple[BatchItem, ...]:
    """The chosen comments as items of a batch, each once."""
    return tuple({one.id: BatchItem(one.id, one.revision) for one in chosen}.values())


def dump(batch: Batch) -> bytes:
    data = {
        "action": batch.action,
        "at": batch.at.isoformat(),
        "stage": batch.stage,
        "undoes": batch.undoes,
        "items": [[one.id, one.revision] for one in batch.items],
    }
    return json.dumps(data).encode()


def parse(identifier: str, data: bytes) -> Batch:
    """What `dump` wrote. Raises ValueError for anything else."""
    try:
        given: dict[str, Any] = json.loads(data)
        return Batch(
            id=identifier,
            action=Action(given["action"]),
            at=datetime.fromisoformat(given["at"]),
            items=tuple(BatchItem(str(one), int(revision)) for one, revision in given["items"]),
            stage=BatchStage(given["stage"]),
            undoes=given["undoes"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no batch: {error}") from None
