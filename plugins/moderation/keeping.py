"""sweep, ledger: what every decision does too, for whoever wants it now."""

from argparse import Namespace
from datetime import datetime

from plugins.moderation import closing, retention
from plugins.moderation.desk import Desk
from plugins.moderation.report import Report


def sweep(desk: Desk, options: Namespace, now: datetime) -> Report:
    """Erase what is kept no longer; then the ledger, whose numbers that must not change, is written too."""
    swept = retention.sweep(desk, now)
    said = f"{swept.erased} files erased, {swept.forgotten} e-mail addresses forgotten."
    return Report({"erased": swept.erased, "forgotten": swept.forgotten}, (said,), decided=True)


def ledger(desk: Desk, options: Namespace, now: datetime) -> Report:
    months = closing.write_ledger(desk)
    said = (
        f"{desk.place.ledger}: {len(months)} months."
        if months
        else "Nothing is counted yet; no ledger is made."
    )
    return Report({"file": str(desk.place.ledger), "months": len(months)}, (said,))
