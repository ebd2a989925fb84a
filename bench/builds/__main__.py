"""`make bench`: this project beside stock Pelican, Hugo and Eleventy, the same blog on a memory file system.

Prints costs, and ratios beside their aims. Where docs/performance.md has a section for this many articles,
writes that and its plot anew.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.builds import measure, page, plot, results, table, watch
from bench.builds.generators import ROOT, Generator, generators, versions, written
from bench.builds.measure import Measured, Site
from bench.builds.results import CASES, COLD, HUGO, OURS, PUBLISH_COLD, TENTH, Results

_MEMORY = Path("/dev/shm")
_PAGE = ROOT / "docs" / "performance.md"
_FIGURES = ROOT / "docs" / "performance"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.builds", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="how many (default: %(default)s)")
    parser.add_argument("--comments", type=int, default=10, help="for each article (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="of each build (default: %(default)s)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="generators; then no page is written")
    parser.add_argument("--cases", nargs="+", choices=CASES, metavar="CASE", help="these; no page is written")
    parser.add_argument(
        "--quick", action="store_true", help="others cold alone: they build all, whatever changed"
    )
    parser.add_argument(
        "--folder", type=Path, default=_MEMORY, help="where to build, for what is too large for %(default)s"
    )
    parser.add_argument("--again", action="store_true", help="only write tables and plots anew")
    options = parser.parse_args()
    if options.again:
        for file in sorted(_FIGURES.glob("*.json")):
            _publish(results.loads(file.read_text(encoding="utf-8")))
        return
    chosen = _chosen(options.only, options.quick, options.cases)
    found = _measured(chosen, _folder(options.folder), options.articles, options.comments, options.runs)
    print("\n\n".join(["", table.costs(found), table.written(found), table.judged(found)]))
    if not options.only and not options.cases:
        _publish(found)


def _chosen(only: Sequence[str] | None, quick: bool, cases: Sequence[str] | None) -> list[Generator]:
    known = generators()
    chosen = [one for one in known if not only or one.name in only]
    if not chosen:
        raise SystemExit(f"--only: any of {', '.join(one.name for one in known)}")
    if quick:
        chosen = [one if one.name == OURS else replace(one, cases=(COLD, PUBLISH_COLD)) for one in chosen]
    return [
        replace(one, cases=tuple(case for case in one.cases if case in (cases or CASES))) for one in chosen
    ]


def _measured(
    chosen: Sequence[Generator], folder: Path | None, count: int, comments: int, runs: int
) -> Results:
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as name:
        every = measure.sites(Path(name, "sites"), chosen, count, comments)
        small = measure.sites(Path(name, "tenth"), _to_grow(chosen, count), count // 10, comments)
        turns = list(_told(_turns([*every, *small], runs)))
        sizes = {site.generator.name: written(site.folder) for site in every}
        costs = measure.gathered([*turns, *_told(_watched(every, runs))])
    return Results(
        articles=count,
        comments=count * comments,
        day=date.today().isoformat(),
        machine=f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}",
        versions=versions(),
        written=sizes,
        costs=costs,
    )


def _to_grow(chosen: Sequence[Generator], count: int) -> list[Generator]:
    """This project, where a tenth of the articles is enough to tell how its time grows."""
    return [replace(one, name=TENTH, cases=(COLD,)) for one in chosen if one.name == OURS and count >= 1000]


def _folder(wanted: Path) -> Path | None:
    if wanted.is_dir():
        return wanted
    print(f"{wanted} is not there: measuring on disk, which drowns short builds.")
    return None


def _turns(every: Sequence[Site], runs: int) -> Iterator[Measured]:
    for number in range(runs):
        yield from measure.turn(every, number)


def _watched(every: Sequence[Site], runs: int) -> Iterator[Measured]:
    for site in every:
        if site.generator.name == HUGO:
            yield from watch.turns(site, runs)


def _told(costs: Iterator[Measured]) -> Iterator[Measured]:
    """Long work says where it is."""
    for name, case, cost in costs:
        print(
            f"{name:14}{case:22}{cost.wall:8.2f} s{cost.cpu:8.2f} s cpu{cost.peak / 1e6:8.0f} MB", flush=True
        )
        yield name, case, cost


def _publish(found: Results) -> None:
    """Into the page, where it has a place for so many articles."""
    try:
        text = page.renewed(_PAGE.read_text(encoding="utf-8"), found)
    except ValueError:
        return
    _PAGE.write_text(text, encoding="utf-8")
    (_FIGURES / f"{found.articles}.svg").write_text(plot.plot(found), encoding="utf-8")
    (_FIGURES / f"{found.articles}.json").write_text(results.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
