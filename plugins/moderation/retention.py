"""How long what is private is kept: thinking here is pure, `sweep` carries it out.

Soon after a decision the e-mail address goes, and with it the private file of what is public. The text of
what was refused stays longer, to try new rules on; then it goes too, and the register keeps that it counted.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from plugins.moderation.desk import Desk
from plugins.moderation.ledger import case_of
from plugins.moderation.states import State
from plugins.moderation.submission import Submission


class Fate(StrEnum):
    """What happens to a private file."""

    KEEP = "keep"
    FORGET_ADDRESS = "forget address"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went, and from how many the e-mail address did."""

    erased: int
    forgotten: int


def fate(state: State, submission: Submission, now: datetime, undo: timedelta, keep: timedelta) -> Fate:
    """What waits is kept: its sender was promised an answer."""
    if state is State.PENDING:
        return Fate.KEEP
    age = now - (submission.decided or submission.received)
    if age >= (undo if state is State.APPROVED else keep):
        return Fate.ERASE
    return Fate.FORGET_ADDRESS if age >= undo and submission.words.email else Fate.KEEP


def sweep(desk: Desk, now: datetime) -> Swept:
    """Erase what is kept no longer. The register is written before the first file goes: a crash in between
    loses no count, and the next sweep erases the rest. Raises SiteError where the register is damaged."""
    undo, keep = (timedelta(days=d) for d in (desk.settings.desk.undo_days, desk.settings.desk.keep_days))
    desk.queue.mend(now)
    desk.queue.drop_drafts(now)
    with desk.queue.locked():
        fates = [
            (state, one, fate(state, one, now, undo, keep))
            for state in State
            for one in desk.queue.survey(state)[0]
        ]
        erased = [(state, one) for state, one, what in fates if what is Fate.ERASE]
        forgotten = [(state, one) for state, one, what in fates if what is Fate.FORGET_ADDRESS]
        desk.register.add(case for state, one in erased if (case := case_of(state, one)))
        for state, one in erased:
            desk.queue.erase(state, one.id)
        for state, one in forgotten:
            words = replace(one.words, email=None)
            desk.queue.add(replace(one, words=words, revision=one.revision + 1), state)
    return Swept(len(erased), len(forgotten))
