"""sweep, ledger: what every decision does too, run by hand."""

from argparse import Namespace
from datetime import datetime

from plugins.common.counting import counted
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import after_decisions, retention
from plugins.moderation.core.desk import Desk


def sweep(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Erase what is kept no longer; then the ledger, whose numbers that must not change, is written too."""
    swept = retention.sweep(desk, now)
    forgotten = counted(swept.forgotten, "e-mail address", "e-mail addresses")
    said = f"{counted(swept.erased, 'file')} erased, {forgotten} forgotten."
    return CommandReport({"erased": swept.erased, "forgotten": swept.forgotten}, (said,), decided=True)


def ledger(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    months = after_decisions.write_ledger(desk)
    said = (
        f"{desk.paths.ledger}: {counted(len(months), 'month')}."
        if months
        else "Nothing is counted yet; no ledger is made."
    )
    return CommandReport({"file": str(desk.paths.ledger), "months": len(months)}, (said,))
