"""A mailbox read from end to end, and what is said of it."""

import sys
from collections import Counter
from datetime import datetime

from plugins.common import files
from plugins.common.text import for_terminal
from plugins.moderation import closing
from plugins.moderation.desk import Desk
from plugins.moderation.mail.fate import DONE, Fate, Kind
from plugins.moderation.mail.mailboxes import Box
from plugins.moderation.mail.sorting import Sorting
from plugins.moderation.publication import on_stderr
from plugins.moderation.site_file import SiteFile

_QUIET = frozenset({Kind.KNOWN, Kind.PASSED, Kind.NOT_OURS, Kind.AUTOMATIC})


def read(desk: Desk, box: Box, now: datetime, delete: bool = False, quiet: bool = False) -> int:
    """Carry out every mail and print its fate; how many could not be. What follows decisions comes once, at
    the end, and what is to be deleted goes last of all."""
    fates: Counter[Kind] = Counter()
    done: list[str] = []
    sorting = Sorting(desk, SiteFile(desk.place.known_site).read, now)
    with files.alone(sorting.folder / ".reading"):  # of two runs, one reads
        for found in box.mails():
            fate = sorting.take(found.raw) if found.raw is not None else Fate(Kind.REFUSED, "too large")
            fates[fate.kind] += 1
            if fate.kind in DONE:
                done.append(found.key)
            if not (quiet and fate.kind in _QUIET):
                print(for_terminal(f"{found.where}: {fate}"))
        moved = desk.queue.owed.exists() or fates[Kind.DECIDED] or fates[Kind.SUBMITTED]
        failed = closing.close(desk, now, on_stderr) if moved else ()
        if delete:
            box.delete(done)
    print("; ".join(f"{count} {kind}" for kind, count in fates.items()) or "no mail")
    print("".join(f"{line}\n" for line in failed), end="", file=sys.stderr)
    return fates[Kind.REFUSED] + fates[Kind.LATER] + len(failed)
