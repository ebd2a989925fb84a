"""What follows decisions, once for a whole batch: what a crash cut off, the sweep, the ledger and, if one is
owed, a publication. A decision stands whatever fails here; what failed is said, with the way to do it
again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from plugins.common import files, locks
from plugins.common.errors import SiteError
from plugins.moderation.core import batches, index_questions, ledger, ledger_file, publication, retention
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.publication import Say


def carry_out(desk: Desk, now: datetime, say: Say, sweeps: bool = True) -> tuple[str, ...]:
    """What an earlier run owes, because it was cut off or its publish command failed, is done too. `say` is
    told of the publication. `sweeps`: what is kept no longer goes, too. Returns what went wrong, in words."""
    wrong = [
        *_tried("sweep", lambda: batches.resume(desk, now)),
        *(_sweep(desk, now) if sweeps else ()),
        *_tried("ledger", lambda: write_ledger(desk)),
    ]
    return tuple(chain(wrong, publication.publish(desk, now, say) if desk.queue.owed.exists() else ()))


def _sweep(desk: Desk, now: datetime) -> Iterator[str]:
    yield from _tried("sweep", lambda: batches.drop_old(desk, now))
    yield from _tried("sweep", lambda: retention.sweep(desk, now))
    yield from _tried("sweep", lambda: sweep_subscriptions(desk, now))


def sweep_subscriptions(desk: Desk, now: datetime) -> int:
    """How many ended. Where there has been no build, no conversation is known to be over. One that is closed
    goes on while a comment of it waits, or was approved recently: that is still told."""
    known = SubmissionContext(desk.paths).known()
    active = desk.index.ask(index_questions.active_articles)

    def is_active(slug: str) -> bool:
        article = known.articles.get(slug) if known else None
        return known is None or slug in active or (article is not None and article.is_open(now))

    return desk.subscriptions.sweep(desk.settings.notices, is_active, now)


def write_ledger(desk: Desk) -> tuple[Month, ...]:
    """Bring `content/moderation.csv` up to date; an unchanged one is not touched, and no empty one is made.

    Under a lock of its own, so that of two terminals the later one writes the later numbers, and no decision
    waits for it: what is decided meanwhile is counted by what follows that. Raises SiteError.
    """
    path = desk.paths.ledger
    files.make_folder(desk.paths.queue, private=True)
    with locks.alone(desk.paths.queue / ".counting"):
        written = path.read_bytes() if path.exists() else b""
        before = ledger_file.parse(written, str(path)) if written else ()
        months = ledger.merge(before, months_of(desk))
        data = ledger_file.dump(months)
        if months and data != written:
            files.write(path, data)
    return months


def months_of(desk: Desk) -> tuple[Month, ...]:
    """All that counts: what is in the queue, and what is erased. Raises SiteError."""
    erased = desk.erased.cases()
    held = desk.index.ask(lambda opened: index_questions.held(opened, erased))
    gone = (case for identifier, case in erased.items() if identifier not in held)
    published = desk.index.ask(index_questions.published_cases)
    return ledger.count(chain(gone, published), desk.index.ask(index_questions.other_cases))


def _tried(command: str, step: Callable[[], object]) -> Iterator[str]:
    again = f"    The decisions stand. Then run: .venv/bin/python -m plugins.moderation {command}"
    try:
        step()
    except SiteError as error:
        yield "\n".join([*map(str, error.problems), again])
    except OSError as error:
        yield f"{command}: {error}\n{again}"
