"""What follows decisions, once for a whole batch: the sweep, the ledger and, if the archive changed, the
publish command. A decision stands whatever fails here; what failed is said, with the way to do it again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from plugins.common import files
from plugins.common.errors import SiteError
from plugins.moderation import ledger, ledger_file, retention
from plugins.moderation.desk import Desk
from plugins.moderation.ledger import Case, Month
from plugins.moderation.states import State


def close(desk: Desk, now: datetime, changed: bool) -> tuple[str, ...]:
    """`changed`: something was published, taken back or withdrawn. What an earlier run owes, because it was
    cut off or its publish command failed, is done too. Returns what went wrong, in words."""
    wrong = [
        *_tried("sweep", lambda: retention.sweep(desk, now)),
        *_tried("ledger", lambda: write_ledger(desk)),
    ]
    return tuple(chain(wrong, _publish(desk) if changed or desk.queue.owed.exists() else ()))


def write_ledger(desk: Desk) -> tuple[Month, ...]:
    """Bring `content/moderation.csv` up to date; an unchanged one is not touched, and no empty one is made.

    Under the queue's lock, so that of two terminals the later one writes the later numbers. Raises SiteError.
    """
    path = desk.place.ledger
    with desk.queue.locked():
        written = path.read_bytes() if path.exists() else b""
        before = ledger_file.parse(written, str(path)) if written else ()
        months = ledger.merge(before, ledger.count(cases(desk)))
        data = ledger_file.dump(months)
        if months and data != written:
            files.write(path, data)
    return months


def cases(desk: Desk) -> Iterator[Case]:
    """All that counts: those in the queue, and those of which only the register knows. Raises SiteError."""
    known = desk.register.cases()
    for state in State:
        for submission in desk.queue.survey(state)[0]:
            if case := ledger.case_of(state, submission):
                known[case.id] = case
    yield from known.values()


def _tried(command: str, step: Callable[[], object]) -> Iterator[str]:
    again = f"    The decisions stand. Then run: python -m plugins.moderation {command}"
    try:
        step()
    except SiteError as error:
        yield "\n".join([*map(str, error.problems), again])
    except OSError as error:
        yield f"{command}: {error}\n{again}"


def _publish(desk: Desk) -> Iterator[str]:
    """One publish command at a time, whatever the number of terminals: two builds would write one output."""
    command = " ".join(desk.settings.desk.publish)
    again = f"    The decisions stand. Mend it, then run it by hand: {command}"
    try:
        with files.alone(desk.place.queue / ".publishing"):
            owed = _owed(desk)
            code = desk.publish()
            if not code and _owed(desk) == owed:  # else a decision was made meanwhile, and owes anew
                desk.queue.owed.unlink(missing_ok=True)
    except OSError as error:
        yield f"publish: {error}\n{again}"
        return
    if code:
        yield f"publish: “{command}” ended with {code}\n{again}"


def _owed(desk: Desk) -> bytes:
    try:
        return desk.queue.owed.read_bytes()
    except FileNotFoundError:
        return b""
