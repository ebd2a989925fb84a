"""The commands sweep and ledger: run by hand what is also run after each decision."""

from argparse import Namespace
from datetime import datetime

from plugins.common.counting import counted
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import after_decisions, retention
from plugins.moderation.core.desk import Desk


def sweep(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Erase data whose time of retention is over. The ledger is written too, since its numbers must not
    change by that."""
    swept = retention.sweep(desk, now)
    forgotten = counted(swept.forgotten, "e-mail address", "e-mail addresses")
    summary = f"{counted(swept.erased, 'file')} erased, {forgotten} forgotten."
    return CommandReport({"erased": swept.erased, "forgotten": swept.forgotten}, (summary,), decided=True)


def ledger(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    months = after_decisions.write_ledger(desk)
    summary = (
        f"{desk.paths.ledger}: {counted(len(months), 'month')}."
        if months
        else "Nothing is counted yet; no ledger is made."
    )
    return CommandReport({"file": str(desk.paths.ledger), "months": len(months)}, (summary,))
