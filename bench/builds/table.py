"""Results as Markdown: costs, what was written, and the aims. Pure."""

from collections.abc import Iterable, Iterator

from bench.builds import aims
from bench.builds.process import Cost
from bench.builds.results import CASES, ELEVENTY, HUGO, OURS, PELICAN, WATCH, Results

COLUMNS = (OURS, PELICAN, HUGO, WATCH, ELEVENTY)
_NONE = "–"


def costs(results: Results) -> str:
    """Medians, a row a case; a generator that was not measured has no column."""
    names = [name for name in COLUMNS if name in results.costs]
    rows = (
        [case, *(_cost(results.typical(name, case)) for name in names)]
        for case in CASES
        if any(results.typical(name, case) for name in names)
    )
    return _table(["wall s / cpu s / peak MB", *names], rows)


def written(results: Results) -> str:
    rows = (
        [
            name,
            f"{one.files:,}",
            f"{one.size / 1e6:,.1f}",
            f"{one.feeds / 1e6:,.1f}",
            f"{one.copies / 1e6:,.1f}",
        ]
        for name, one in results.written.items()
    )
    return _table(["a whole build writes", "files", "MB", "of which feeds", "MB of copies beside them"], rows)


def judged(results: Results) -> str:
    rows = ([one.aim, f"{one.ratio:.3g}", "yes" if one.met else "**no**"] for one in aims.judge(results))
    return _table(["aim", "measured", "met"], rows)


def with_what(results: Results) -> str:
    """One line: when, on what, with which versions."""
    versions = ", ".join(f"{name} {number}" for name, number in results.versions.items())
    runs = f"medians of {results.runs} runs" if results.runs > 1 else "one run"
    return f"{results.day}; {results.machine}; {versions}; {runs}."


def _cost(cost: Cost | None) -> str:
    return f"{_seconds(cost.wall)} / {_seconds(cost.cpu)} / {cost.peak / 1e6:.0f}" if cost else _NONE


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield _line(head)
    yield _line(["---", *["---:"] * (len(head) - 1)])
    yield from map(_line, rows)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
