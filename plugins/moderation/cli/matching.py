"""The option `--matching FILTER` of approve, reject and spam: decides on all that a filter finds; and the
undo of such a batch."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from plugins.common.counting import counted
from plugins.common.text import for_terminal
from plugins.moderation.cli import details
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import batches, filters
from plugins.moderation.core.batch import BatchResult
from plugins.moderation.core.batches import NoSuchBatch
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import BadFilter
from plugins.moderation.core.listed import DeskList, ListedComment
from plugins.moderation.core.states import Action

_YES = {"y", "yes", "o", "oui"}
_SHOWN = 10
_UNDO = ".venv/bin/python -m plugins.moderation undo"


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.matching`: the filter; `options.state`: the list to search. Asks for confirmation, unless
    `options.yes`."""
    try:
        parsed = filters.parse(options.matching)
    except BadFilter as error:
        return CommandReport(None, (), (str(error),))
    chosen = desk.index.find(parsed, parsed.state or DeskList(options.state))
    if not chosen:
        return CommandReport([], ("There is none.",))
    action = Action(options.command)
    if not options.yes and not _confirmed(action, chosen):
        return CommandReport([], (), ("Nothing was decided. (--yes does it without asking.)",))
    plan = batches.plan(desk, action, chosen, now)
    result = batches.carry_out(desk, plan.id, now)
    return _report(result, action is Action.APPROVE, (f"To take it back: {_UNDO} {plan.id}",))


def batch_of(desk: Desk, ids: Sequence[str]) -> str | None:
    """The id of the batch, if `ids` is the id of a batch alone; else None."""
    try:
        return batches.read(desk, ids[0]).id if len(ids) == 1 else None
    except NoSuchBatch:
        return None


def undo(desk: Desk, batch: str, now: datetime) -> CommandReport:
    action = batches.read(desk, batch).action
    return _report(batches.undo(desk, batch, now), action is Action.APPROVE)


def _report(result: BatchResult, is_public: bool, way_back: tuple[str, ...] = ()) -> CommandReport:
    done = [{"id": one.id, "state": str(one.state)} for one in result.done]
    others = len(result.outcomes) - len(done)
    left = f" {counted(others, 'was', 'were')} not, see below." if others else ""
    summary = f"{len(done)} done: {result.batch.action}.{left}"
    wrong = tuple(for_terminal(one.why) for one in result.outcomes if one.why)
    lines = (summary, *(way_back if done else ()))
    data = {"batch": result.batch.id, "done": done}
    return CommandReport(data, lines, wrong, decided=True, changed=bool(done) and is_public)


def _confirmed(action: Action, chosen: list[ListedComment]) -> bool:
    """Ask for confirmation, on stderr, since stdout is for the report."""
    rest = [f"… and {len(chosen) - _SHOWN} more"] if len(chosen) > _SHOWN else []
    print("\n".join([*map(details.listed_line, chosen[:_SHOWN]), *rest]), file=sys.stderr)
    these = "this one" if len(chosen) == 1 else f"these {len(chosen)}"
    print(f"{action} {these}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in _YES
