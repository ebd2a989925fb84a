"""Results as an SVG: a group of bars a case, a bar a generator, seconds on a logarithmic scale. Pure."""

from collections.abc import Iterator
from html import escape
from math import floor, log10

from bench.builds.results import CASES, ELEVENTY, HUGO, OURS, PELICAN, WATCH, Results

COLOURS = {OURS: "#0b6e4f", PELICAN: "#8a6d00", HUGO: "#c0392b", WATCH: "#d98880", ELEVENTY: "#4a5a8a"}
_LEFT, _WIDTH, _BAR, _GAP, _TOP, _RIGHT = 110, 440, 16, 14, 42, 160
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.case{font-weight:600}.grid{stroke:#8884;stroke-width:1}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}}"
)
Bar = tuple[str, float]


def plot(results: Results) -> str:
    """The whole document. It describes itself in words, for those who do not see it."""
    groups = [(case, bars) for case in CASES if (bars := list(_bars(results, case)))]
    seconds = [wall for _, bars in groups for _, wall in bars]
    low, high = floor(log10(min(seconds))), floor(log10(max(seconds))) + 1
    height = _TOP + sum(len(bars) * _BAR + _GAP for _, bars in groups) + 10
    title = f"Seconds to build {results.articles:,} articles with {results.comments:,} comments"
    width = _LEFT + _WIDTH + _RIGHT
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{title}</title>",
            f"<desc>{escape(_words(groups))}</desc>",
            f"<style>{_STYLE}</style>",
            *_grid(low, high, height),
            *_groups(groups, low, high),
            "</svg>",
            "",
        ]
    )


def _bars(results: Results, case: str) -> Iterator[Bar]:
    for name in COLOURS:
        if cost := results.typical(name, case):
            yield name, cost.wall


def _words(groups: list[tuple[str, list[Bar]]]) -> str:
    return " ".join(
        f"{case}: {', '.join(f'{name} {wall:.2f}' for name, wall in bars)}." for case, bars in groups
    )


def _grid(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _place(10.0**power, low, high)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP - 14}" x2="{x:.1f}" y2="{height}"/>'
        yield f'<text x="{x:.1f}" y="{_TOP - 20}" text-anchor="middle">{10.0**power:g} s</text>'


def _groups(groups: list[tuple[str, list[Bar]]], low: int, high: int) -> Iterator[str]:
    y = _TOP
    for case, bars in groups:
        yield f'<text class="case" x="{_LEFT - 10}" y="{y + 12}" text-anchor="end">{case}</text>'
        for name, wall in bars:
            end = _place(wall, low, high)
            yield (
                f'<rect x="{_LEFT}" y="{y}" width="{end - _LEFT:.1f}" height="{_BAR - 3}" '
                f'fill="{COLOURS[name]}"/>'
            )
            yield f'<text x="{end + 6:.1f}" y="{y + 11}">{wall:.2f} s, {name}</text>'
            y += _BAR
        y += _GAP


def _place(seconds: float, low: int, high: int) -> float:
    """Where on the x axis, `low` and `high` being powers of ten."""
    return _LEFT + _WIDTH * (log10(seconds) - low) / (high - low)
