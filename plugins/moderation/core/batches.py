"""Batches on disk, `var/moderation/batches/<id>.json`, and carried out: finished whatever crashes.

A batch is written before it begins, and each submission carries the one that it was decided in. So whoever
goes on after a crash knows what was done, does the rest, and does nothing twice.
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
    """No batch has this id, or it is kept no longer."""


class _Busy(Exception):
    """Another process is carrying out a batch."""


def plan(desk: Desk, action: Action, chosen: Iterable[ListedComment], now: datetime) -> Batch:
    """On disk when this returns, and nothing done yet."""
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
    """Begin a batch, or go on with it; of a finished one the same result again, as far as it still stands.
    `after_decisions` follows, once. Raises NoSuchBatch, OSError."""
    read(desk, identifier)
    with locks.alone(desk.paths.batches / ".running"):
        return _carry_out(desk, read(desk, identifier), now)


def undo(desk: Desk, identifier: str, now: datetime) -> BatchResult:
    """Take back what a batch did, as far as nobody decided anew; one that was cut off does not go on. Raises
    NoSuchBatch, OSError."""
    first = read(desk, identifier)
    _write(desk, first.moved_to(BatchStage.FINISHED))
    left = tuple(item for one in first.items for item in _as_it_is(desk, one, first.id))
    back = _new(desk, Batch(_id(now), Action.UNDO, now, left, undoes=first.id))
    return carry_out(desk, back.id, now)


def resume(desk: Desk, now: datetime) -> list[BatchResult]:
    """What a crash cut off. Nothing where somebody is at it."""
    if not desk.paths.batches.is_dir():
        return []
    try:
        with locks.one_at_a_time(desk.paths.batches / ".running", _give_way):
            begun = [one for one in every(desk) if one.stage is BatchStage.BEGUN]
            return [_carry_out(desk, one, now) for one in begun]
    except _Busy:
        return []


def every(desk: Desk) -> list[Batch]:
    """Oldest first; a file that is not one of ours is passed over."""
    found = []
    for path in sorted(desk.paths.batches.glob("[!.]*.json")):
        try:
            found.append(read(desk, path.stem))
        except NoSuchBatch:
            continue
    return found


def drop_old(desk: Desk, now: datetime) -> None:
    """Those that can be undone no longer, and those that nobody said yes to for a day."""
    for one in every(desk):
        days = 1 if one.stage is BatchStage.PLANNED else desk.settings.desk.undo_days
        if one.stage is not BatchStage.BEGUN and now - one.at >= timedelta(days=days):
            (desk.paths.batches / f"{one.id}.json").unlink(missing_ok=True)


def _carry_out(desk: Desk, one: Batch, now: datetime) -> BatchResult:
    if one.stage is BatchStage.PLANNED:
        one = _write(desk, one.moved_to(BatchStage.BEGUN))
    outcomes = tuple(_outcome(desk, one, item, now) for item in one.items)
    return BatchResult(_write(desk, one.moved_to(BatchStage.FINISHED)), outcomes)


def _outcome(desk: Desk, one: Batch, item: BatchItem, now: datetime) -> BatchOutcome:
    try:
        if one.stage is BatchStage.FINISHED:
            state, submission = desk.queue.find(item.id)
            if submission.batch != one.id:
                raise DecidedSince(state, submission)
        else:
            state = desk.queue.decide_in_batch(item.id, one.action, now, item.revision, one.id)
        return BatchOutcome(item.id, state)
    except DecidedSince as error:
        return BatchOutcome(item.id, error.state, str(error), meanwhile=True)
    except NoSuchSubmission:
        return BatchOutcome(item.id, None, f"{item.id} is gone; somebody else erased it", meanwhile=True)
    except NotAllowed as error:
        return BatchOutcome(item.id, error.state, f"{item.id}: {error}")
    except (EditedByHand, SiteError, ValueError) as error:
        return BatchOutcome(item.id, None, f"{item.id}: {error}")


def _as_it_is(desk: Desk, item: BatchItem, batch: str) -> Iterator[BatchItem]:
    """At the revision that the batch left it at. One that somebody decided on since stays as it was named,
    and is told; items the batch did not reach are left out."""
    try:
        submission = desk.queue.find(item.id)[1]
    except (NoSuchSubmission, SiteError):
        yield item
        return
    if submission.batch == batch:
        yield replace(item, revision=submission.revision)
    elif submission.revision != item.revision:
        yield item


def _new(desk: Desk, one: Batch) -> Batch:
    files.make_folder(desk.queue.folder, private=True)
    files.make_folder(desk.paths.batches, private=True)
    return _write(desk, one)


def _write(desk: Desk, one: Batch) -> Batch:
    files.write(desk.paths.batches / f"{one.id}.json", batch_file.dump(one), private=True)
    return one


def _id(now: datetime) -> str:
    return identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES))


def _give_way() -> None:
    raise _Busy
