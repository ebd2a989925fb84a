"""Stores batches in `var/moderation/batches/<id>.json` and carries them out, also after a crash.

A batch is on disk before it begins, and each submission records the batch that decided it. So after a crash
it is known which submissions were done; the rest is done then, and nothing is done twice.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from plugins.common import files, locks
from plugins.common.errors import SiteError
from plugins.moderation.core import batch as batch_file
from plugins.moderation.core import identity, submission_file
from plugins.moderation.core.batch import Batch, BatchItem, BatchOutcome, BatchResult, BatchStage
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.listed import ListedComment
from plugins.moderation.core.queue import DecidedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.states import Action, NotAllowed


class NoSuchBatch(LookupError):
    """No batch has this id, or it has been deleted."""


class _Busy(Exception):
    """Another process is carrying out a batch."""


def plan(desk: Desk, action: Action, chosen: Iterable[ListedComment], now: datetime) -> Batch:
    """Store a batch on disk, without carrying it out."""
    return _new(desk, Batch(_id(now), action, now, batch_file.items(chosen)))


def read(desk: Desk, identifier: str) -> Batch:
    """A batch from its file. Raises NoSuchBatch."""
    path = desk.paths.batches / f"{identifier}.json"
    try:
        data = path.read_bytes() if submission_file.is_id(identifier) else b""
        return batch_file.parse(identifier, data)
    except (FileNotFoundError, ValueError):
        raise NoSuchBatch(identifier) from None


def carry_out(desk: Desk, identifier: str, now: datetime) -> BatchResult:
    """Begin or continue a batch; for a finished one, return its result again, as far as it still holds. Call
    `after_decisions` afterwards. Raises NoSuchBatch, OSError."""
    read(desk, identifier)
    with locks.alone(desk.paths.batches / ".running"):
        return _carry_out(desk, read(desk, identifier), now)


def undo(desk: Desk, identifier: str, now: datetime) -> BatchResult:
    """Undo a batch, except for submissions that somebody has decided on since. An interrupted batch is not
    continued. Raises NoSuchBatch, OSError."""
    first = read(desk, identifier)
    _write(desk, first.moved_to(BatchStage.FINISHED))
    items = tuple(item for decided in first.items for item in _item_to_undo(desk, decided, first.id))
    undoing = _new(desk, Batch(_id(now), Action.UNDO, now, items, undoes=first.id))
    return carry_out(desk, undoing.id, now)


def resume(desk: Desk, now: datetime) -> list[BatchResult]:
    """Finish the batches that a crash interrupted. Does nothing while another process carries out a batch."""
    if not desk.paths.batches.is_dir():
        return []
    try:
        with locks.one_at_a_time(desk.paths.batches / ".running", _give_way):
            unfinished = [batch for batch in read_all(desk) if batch.stage is BatchStage.BEGUN]
            return [_carry_out(desk, batch, now) for batch in unfinished]
    except _Busy:
        return []


def read_all(desk: Desk) -> list[Batch]:
    """All batches, oldest first; files that cannot be parsed are skipped."""
    batches = []
    for path in sorted(desk.paths.batches.glob("[!.]*.json")):
        try:
            batches.append(read(desk, path.stem))
        except NoSuchBatch:
            continue
    return batches


def drop_old(desk: Desk, now: datetime) -> None:
    """Delete batches that can no longer be undone, and those not confirmed within a day."""
    for batch in read_all(desk):
        days = 1 if batch.stage is BatchStage.PLANNED else desk.settings.desk.undo_days
        if batch.stage is not BatchStage.BEGUN and now - batch.at >= timedelta(days=days):
            (desk.paths.batches / f"{batch.id}.json").unlink(missing_ok=True)


def _carry_out(desk: Desk, batch: Batch, now: datetime) -> BatchResult:
    if batch.stage is BatchStage.PLANNED:
        batch = _write(desk, batch.moved_to(BatchStage.BEGUN))
    outcomes = tuple(_outcome(desk, batch, item, now) for item in batch.items)
    return BatchResult(_write(desk, batch.moved_to(BatchStage.FINISHED)), outcomes)


def _outcome(desk: Desk, batch: Batch, item: BatchItem, now: datetime) -> BatchOutcome:
    try:
        if batch.stage is BatchStage.FINISHED:
            state, submission = desk.queue.find(item.id)
            if submission.batch != batch.id:
                raise DecidedSince(state, submission)
        else:
            state = desk.queue.decide_in_batch(item.id, batch.action, now, item.revision, batch.id)
        return BatchOutcome(item.id, state)
    except DecidedSince as error:
        return BatchOutcome(item.id, error.state, str(error), meanwhile=True)
    except NoSuchSubmission:
        return BatchOutcome(item.id, None, f"{item.id} is gone; somebody else erased it", meanwhile=True)
    except NotAllowed as error:
        return BatchOutcome(item.id, error.state, f"{item.id}: {error}")
    except (EditedByHand, SiteError, ValueError) as error:
        return BatchOutcome(item.id, None, f"{item.id}: {error}")


def _item_to_undo(desk: Desk, item: BatchItem, batch: str) -> Iterator[BatchItem]:
    """The item at the revision that the batch left it at. If somebody has decided on it since, it keeps its
    old revision, so that it is reported; if the batch never reached it, it is left out."""
    try:
        submission = desk.queue.find(item.id)[1]
    except (NoSuchSubmission, SiteError):
        yield item
        return
    if submission.batch == batch:
        yield replace(item, revision=submission.revision)
    elif submission.revision != item.revision:
        yield item


def _new(desk: Desk, batch: Batch) -> Batch:
    files.make_folder(desk.queue.folder, private=True)
    files.make_folder(desk.paths.batches, private=True)
    return _write(desk, batch)


def _write(desk: Desk, batch: Batch) -> Batch:
    files.write(desk.paths.batches / f"{batch.id}.json", batch_file.dump(batch), private=True)
    return batch


def _id(now: datetime) -> str:
    return identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES))


def _give_way() -> None:
    raise _Busy
