"""Processes all mails of a mailbox, and prints what became of each."""

import sys
from collections import Counter
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from plugins.common import locks
from plugins.common.text import for_terminal
from plugins.moderation.core import after_decisions
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.publication import on_stderr
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.mail.mailboxes import Mailbox
from plugins.moderation.mail.outcome import DONE, MailOutcome, OutcomeKind
from plugins.moderation.mail.post import Post
from plugins.moderation.mail.processing import MailProcessor

_MOVED = (OutcomeKind.DECIDED, OutcomeKind.SUBMITTED, OutcomeKind.UNANSWERED)
_WRONG = (OutcomeKind.REFUSED, OutcomeKind.UNANSWERED, OutcomeKind.LATER)
_QUIET = frozenset({OutcomeKind.KNOWN, OutcomeKind.PASSED, OutcomeKind.NOT_OURS, OutcomeKind.AUTOMATIC})


def read(desk: Desk, box: Mailbox, now: datetime, delete: bool = False, quiet: bool = False) -> int:
    """Process all mails and print their outcomes. Returns the number of failures. Publishing comes once,
    after all mails; deleting comes last."""
    outcomes: Counter[OutcomeKind] = Counter()
    done: list[str] = []
    with ExitStack() as stack:
        processor = MailProcessor(
            desk, SiteFile(desk.paths.known_site).read, now, stack.enter_context(Post(desk.settings.mail))
        )
        stack.enter_context(locks.alone(_lock(desk)))  # of two runs, one reads
        for mail in box.mails():
            outcome = (
                processor.process(mail.raw)
                if mail.raw is not None
                else MailOutcome(OutcomeKind.REFUSED, "too large")
            )
            outcomes[outcome.kind] += 1
            if outcome.kind in DONE:
                done.append(mail.key)
            if not (quiet and outcome.kind in _QUIET):
                print(for_terminal(f"{mail.where}: {outcome}"))
        is_changed = desk.queue.owed.exists() or any(outcomes[kind] for kind in _MOVED)
        failed = after_decisions.carry_out(desk, now, on_stderr) if is_changed else ()
        if delete:
            box.delete(done)
    print("; ".join(f"{count} {kind}" for kind, count in outcomes.items()) or "no mail")
    print("".join(f"{line}\n" for line in failed), end="", file=sys.stderr)
    return sum(outcomes[kind] for kind in _WRONG) + len(failed)


def has_read(desk: Desk) -> bool:
    """Whether a mailbox has ever been read; its lock file stays."""
    return _lock(desk).exists()


def _lock(desk: Desk) -> Path:
    return desk.paths.queue / "mail" / ".reading"
