"""The desk with a hundred thousand comments in the queue, a spam wave, and as many in the archive.

    python -m bench.desk [--queue 100000] [--archive 100000] [--folder …] [--keep] [--isso]

The disk is that of the folder. A decision is timed with the look at the list that follows it, too: that is
what a moderator waits for. In the end the same over HTTP, as a browser has it.
"""

import argparse
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.desk import browser, corpus, isso
from bench.desk.clock import RUNS, best, head, timed
from bench.desk.corpus import NOW
from plugins.moderation.core import batches, retention
from plugins.moderation.core.after_decisions import write_ledger
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.filters import parse
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import Action

ROOT = Path(__file__).parents[2]
FILTERS = (
    "mot", "mot1", "mot3f1", '"mot3f1 mot"', "mot3f1 host:spam3.example", 'author:"Nom 77"', "author:nom",
    "email:exemple", "host:spam3.example", "host:example", "reason:links", "since:2026-11-01",
    "article:article-7",
)  # fmt: skip
"""Such as find few, and such as find nearly all."""
COMMANDS = ("list --state spam host:spam3.example", "stats", "sweep")


def main() -> None:
    options = _options()
    folder = Path(options.folder)
    head()
    if not (folder / "var").exists():
        with timed("files written"):
            corpus.write(folder, options.queue, options.archive)
    shutil.rmtree(folder / "var/moderation/batches", ignore_errors=True)
    for path in () if options.keep else (folder / "var/moderation").glob("index.sqlite*"):
        path.unlink()
    desk = Desk(DeskPaths(folder))
    with timed("index brought up to date" if options.keep else "index made from the files"):
        desk.index.counts()
    measure(desk)
    commands(folder)
    browser.measure(folder, options.port)
    if options.isso:
        head()
        isso.measure(folder, options.queue, options.archive, options.port)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nindex: {size(folder):.0f} MB; memory of this process, at most: {most:.0f} MB")


def measure(desk: Desk) -> None:
    nothing = parse("")
    for state in DeskList:
        best(f"first page: {state}", partial(desk.index.page, nothing, state))
    for typed in FILTERS:
        best(f"first page: spam, {typed}", partial(desk.index.page, parse(typed), DeskList.SPAM))
    best("first page: published, mot3f1", lambda: desk.index.page(parse("mot3f1"), DeskList.PUBLISHED))
    fresh = Desk(desk.paths)
    best("first page: spam, in a new process", lambda: Desk(desk.paths).index.page(nothing, DeskList.SPAM))
    spam = [one.id for one in desk.index.page(nothing, DeskList.SPAM, size=4 * RUNS).items]
    left = iter(spam)
    best("a decision (approve)", lambda: desk.decide(next(left), Action.APPROVE, NOW))
    best("a decision (approve), and the page after it", lambda: decide_and_look(desk, next(left)))
    best("the same, by another process", lambda: decide_and_look(fresh, next(left)))
    best("the ledger after it", lambda: write_ledger(desk))
    with timed("a sweep that forgets the addresses of two weeks"):
        retention.sweep(desk, NOW)
    best("the sweep after it", lambda: retention.sweep(desk, NOW))
    chosen = desk.index.find(parse("host:spam3.example"), DeskList.SPAM)
    plan = batches.plan(desk, Action.APPROVE, chosen[:186], NOW)
    with timed("a batch of 186"):
        batches.carry_out(desk, plan.id, NOW)
    with timed("its undo"):
        batches.undo(desk, plan.id, NOW)


def decide_and_look(desk: Desk, identifier: str) -> None:
    desk.decide(identifier, Action.APPROVE, NOW)
    desk.index.page(parse(""), DeskList.SPAM)


def commands(folder: Path) -> None:
    """As a person at a terminal waits for them, Python's own start with it."""
    if not (folder / "plugins").exists():
        (folder / "plugins").symlink_to(ROOT / "plugins")
    for command in COMMANDS:
        run = [sys.executable, "-m", "plugins.moderation", *command.split()]
        best(command, partial(subprocess.run, run, cwd=folder, stdout=subprocess.DEVNULL, check=False))


def size(folder: Path) -> float:
    return sum(path.stat().st_size for path in (folder / "var/moderation").glob("index.sqlite*")) / 1e6


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--queue", type=int, default=100_000)
    parser.add_argument("--archive", type=int, default=100_000)
    parser.add_argument("--keep", action="store_true", help="the index of the run before")
    parser.add_argument("--isso", action="store_true", help="Isso's admin page over the same queue, too")
    parser.add_argument("--port", type=int, default=8199)
    parser.add_argument("--folder", default="/dev/shm/desk-bench")
    return parser.parse_args()


if __name__ == "__main__":
    main()
