"""`make bench-links`: the linker beside others on French comments, and alone on hostile input.

Ends with 1 where a figure misses its aim.
"""

import platform
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib.metadata import version

from bench.links.clock import least
from bench.links.corpus import COUNT, comments
from bench.links.engines import OTHERS, OURS
from bench.links.patterns import PATTERNS
from plugins.comments.markup import to_html

AIMS = (("links.find", "linkify-it-py, http only", 8.0), ("markup.to_html", "bleach.linkify", 10.0))
"""How many times as fast: who finds beside who finds, who makes HTML beside who makes HTML."""
MEGABYTE = 1_000_000
MOST_SECONDS = 1.0
TOO_SHORT = 0.02  # seconds, to tell how they grow
MOST_RATIO = 2.4
"""Twice the text, twice the time; the rest is the machine's. Quadratic is 4."""


def main() -> int:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("linkify-it-py", "bleach", "idna", "markupsafe")
    )
    print(f"{date.today()}, Python {platform.python_version()}, {platform.machine()}; {packages}\n")
    missed = [*_prose(), *_hostile()]
    print("\n" + ("\n".join(f"missed: {what}" for what in missed) or "all aims met"))
    return bool(missed)


def _prose() -> Iterator[str]:
    texts = comments()
    rates = {name: _rate(engine, texts) for name, engine in (OTHERS | OURS).items()}
    print(f"{f'{COUNT:,} French comments':28}{'comments/s':>12}", *(f"{f'× {name}':>27}" for name in OTHERS))
    for name, rate in rates.items():
        print(f"{name:28}{rate:12,.0f}", *(f"{rate / rates[other]:27.1f}" for other in OTHERS))
    for ours, other, aim in AIMS:
        if rates[ours] < aim * rates[other]:
            yield f"{ours} is {rates[ours] / rates[other]:.1f} × {other}, not {aim:g}"


def _rate(engine: Callable[[str], object], texts: list[str]) -> float:
    return len(texts) / least(lambda: [engine(text) for text in texts])


def _hostile() -> Iterator[str]:
    print(f"\n{'to_html of hostile text':42}{'0.5 MB, ms':>12}{'1 MB, ms':>12}{'ratio':>8}")
    for name, pattern in PATTERNS.items():
        half, whole = (least(partial(to_html, pattern(size))) for size in (MEGABYTE // 2, MEGABYTE))
        print(f"{name:42}{half * 1000:12.0f}{whole * 1000:12.0f}{whole / half:8.2f}")
        if whole > MOST_SECONDS:
            yield f"{name}: {whole:.2f} s for 1 MB"
        if whole > MOST_RATIO * half and whole > TOO_SHORT:
            yield f"{name}: twice the text takes {whole / half:.1f} times as long"


if __name__ == "__main__":
    raise SystemExit(main())
