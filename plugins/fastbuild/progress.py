"""A bar on the terminal for what takes longer than two seconds; nothing where nobody watches."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Result = TypeVar("Result")
_PATIENCE = 2.0  # seconds


def shown(results: Iterable[Result], total: int, what: str) -> Iterator[Result]:
    """The same results. `what` they are, in a word or two."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # a tenth of a second; Pelican has it loaded by now
    from rich.progress import Progress

    started = time.monotonic()
    # Without the thread that draws by itself: processes are forked meanwhile.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=total, visible=False)
        for done, result in enumerate(results, 1):
            late = time.monotonic() - started > _PATIENCE
            bar.update(task, completed=done, visible=late, refresh=late)
            yield result
