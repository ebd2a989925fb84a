"""The steps that follow decisions, once for a whole batch: finish what a crash interrupted, delete what is
too old, update the ledger and, if one is due, publish. A failure here undoes no decision; it is reported
together with the command that repeats the step."""

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
    """Run all steps, including those that an earlier run left undone because it was interrupted or its
    publish command failed. `say` receives messages about the publication. `sweeps`: whether to delete what is
    too old. Returns a message for each failure."""
    failures = [
        *_tried("sweep", lambda: batches.resume(desk, now)),
        *(_sweep(desk, now) if sweeps else ()),
        *_tried("ledger", lambda: write_ledger(desk)),
    ]
    return tuple(chain(failures, publication.publish(desk, now, say) if desk.queue.owed.exists() else ()))


def _sweep(desk: Desk, now: datetime) -> Iterator[str]:
    yield from _tried("sweep", lambda: batches.drop_old(desk, now))
    yield from _tried("sweep", lambda: retention.sweep(desk, now))
    yield from _tried("sweep", lambda: sweep_subscriptions(desk, now))


def sweep_subscriptions(desk: Desk, now: datetime) -> int:
    """End the subscriptions that are over; returns how many. Before the first build, no conversation counts
    as over. A closed one does not either while a comment waits or was approved recently: subscribers still
    hear of it."""
    site = SubmissionContext(desk.paths).site()
    active = desk.index.ask(index_questions.active_articles)

    def is_active(slug: str) -> bool:
        article = site.articles.get(slug) if site else None
        return site is None or slug in active or (article is not None and article.is_open(now))

    return desk.subscriptions.sweep(desk.settings.notices, is_active, now)


def write_ledger(desk: Desk) -> tuple[Month, ...]:
    """Update `content/moderation.csv`. An unchanged file is not touched, and an empty one is not created.

    It has its own lock: of two processes, the later one writes the later numbers, and no decision has to
    wait. Decisions made meanwhile are counted by the call that follows them. Raises SiteError.
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
    """The ledger of all cases, in the queue and erased. Raises SiteError."""
    erased = desk.erased.cases()
    in_queue = desk.index.ask(lambda opened: index_questions.held(opened, erased))
    erased_cases = (case for identifier, case in erased.items() if identifier not in in_queue)
    published = desk.index.ask(index_questions.published_cases)
    return ledger.count(chain(erased_cases, published), desk.index.ask(index_questions.other_cases))


def _tried(command: str, step: Callable[[], object]) -> Iterator[str]:
    """Run a step; yields a message if it fails, with the `command` that repeats it."""
    again = f"    The decisions stand. Then run: .venv/bin/python -m plugins.moderation {command}"
    try:
        step()
    except SiteError as error:
        yield "\n".join([*map(str, error.problems), again])
    except OSError as error:
        yield f"{command}: {error}\n{again}"
